"""One client's message, and who gets it."""

import json

import pytest
from websockets import ConnectionClosed
from websockets.sync.client import ClientConnection

from harness.pytest.snippets import Dial, Serve
from harness.rfc6455.peer import Peer
from harness.rfc6455.wire import CLOSE, TEXT


def hear(*clients: ClientConnection) -> list[str | bytes]:
    """Return each client's next message."""
    return [client.recv(timeout=20) for client in clients]


def online(client: ClientConnection) -> list[str]:
    """Return the list in a client's next message."""
    names: list[str] = json.loads(client.recv(timeout=20))["online"]
    return names


def test_should_broadcast(serve: Serve, dial: Dial) -> None:
    """Everybody gets every message, the sender too, in one order."""
    server = serve("broadcast")
    ada, bob = clients = [dial(f"{server.ws}/ws") for _ in range(2)]
    ada.send("one")
    assert hear(*clients) == ["one", "one"]
    bob.send("two")
    ada.send("three")
    first, second = hear(ada, ada)
    assert {first, second} == {"two", "three"}
    assert hear(bob, bob) == [first, second]
    ada.send(b"\xff")
    assert hear(*clients) == [b"\xff", b"\xff"]


def test_should_not_wait_for_the_slow(serve: Serve, dial: Dial) -> None:
    """One that does not read stops nobody, and is closed when its queue is full."""
    server = serve("broadcast")
    sender, _ = clients = [dial(f"{server.ws}/ws") for _ in range(2)]
    size, count = 200_000, 250
    with Peer.open(server.url, "/ws") as slow:
        for number in range(count):
            message = f"{number} ".ljust(size, ".")
            sender.send(message)
            assert hear(*clients) == [message, message]
        seen = []
        while (frame := slow.read_message()) is not None and frame.opcode == TEXT:
            seen.append(int(frame.payload.split()[0]))
        assert seen == list(range(len(seen)))
        assert 0 < len(seen) < count
        assert frame is not None
        assert (frame.opcode, frame.payload[2:]) == (CLOSE, b"you read too slowly")
        assert int.from_bytes(frame.payload[:2]) == 1013


def test_should_keep_rooms_apart(serve: Serve, dial: Dial) -> None:
    """Who is in a room hears what is said there, and who is not, or has left it, does not."""
    server = serve("rooms")
    ada, bob, eve = clients = [dial(f"{server.ws}/ws") for _ in range(3)]
    for client in (ada, bob):
        client.send("join tea")
    for client in (bob, eve):
        client.send("join coffee")
    assert hear(ada, bob, bob, eve) == [
        "you are in tea",
        "you are in tea",
        "you are in coffee",
        "you are in coffee",
    ]
    ada.send("say tea two lumps")
    assert hear(ada, bob) == ["tea: two lumps", "tea: two lumps"]
    eve.send("say tea let me in")
    assert hear(eve) == ["join a room, say something in it, or leave it"]
    bob.send("leave tea")
    bob.send("say coffee black")
    assert hear(bob, eve) == ["coffee: black", "coffee: black"]
    ada.send("say tea anyone?")
    assert hear(ada) == ["tea: anyone?"]
    eve.send("say coffee last")
    assert hear(bob, eve) == ["coffee: last", "coffee: last"]
    for client in clients:
        client.send("say")
    assert set(hear(*clients)) == {"join a room, say something in it, or leave it"}


def test_should_leave_rooms_on_close(serve: Serve, dial: Dial) -> None:
    """A client that has gone is in no room, and those who stay still talk."""
    server = serve("rooms")
    ada, bob = [dial(f"{server.ws}/ws") for _ in range(2)]
    for client in (ada, bob):
        client.send("join tea")
    assert hear(ada, bob) == ["you are in tea", "you are in tea"]
    bob.close()
    ada.send("say tea alone")
    assert hear(ada) == ["tea: alone"]


def test_should_whisper(serve: Serve, dial: Dial) -> None:
    """Only the named one gets it, on all of its connections."""
    server = serve("private_message")
    ada, bob, tab, eve = [dial(f"{server.ws}/ws/{name}") for name in ("ada", "bob", "bob", "eve")]
    ada.send("bob psst, a secret")
    assert hear(bob, tab) == ["ada to you: psst, a secret"] * 2
    ada.send("zoe hello")
    assert hear(ada) == ["zoe is not here"]
    bob.send("eve marker")
    bob.send("ada marker")
    assert hear(eve, ada) == ["bob to you: marker"] * 2


def test_should_reach_every_tab(serve: Serve, dial: Dial) -> None:
    """All tabs of a user see what one does, and nobody else's; the last to go takes the user."""
    server = serve("one_user_many_tabs")
    first, second = [dial(f"{server.ws}/ws/ada") for _ in range(2)]
    other = dial(f"{server.ws}/ws/bob")
    assert hear(first, second, other) == ["ada has 1 tabs", "ada has 2 tabs", "bob has 1 tabs"]
    first.send("draft")
    assert hear(first, second) == ["draft", "draft"]
    other.send("marker")
    assert hear(other) == ["marker"]
    first.close()
    second.send("still here")
    assert hear(second) == ["still here"]
    assert "ada has gone" not in server.log
    second.close()
    server.expect_log("ada has gone")
    assert server.log.count("ada has come") == 1


def test_should_list_who_is_connected(serve: Serve, dial: Dial) -> None:
    """Everybody gets the names whenever somebody comes or goes; two tabs are one name."""
    server = serve("who_is_connected")
    bob = dial(f"{server.ws}/ws/bob")
    assert online(bob) == ["bob"]
    ada = dial(f"{server.ws}/ws/ada")
    assert [online(bob), online(ada)] == [["ada", "bob"], ["ada", "bob"]]
    tab = dial(f"{server.ws}/ws/ada")
    assert [online(bob), online(ada), online(tab)] == [["ada", "bob"]] * 3
    tab.close()
    assert [online(bob), online(ada)] == [["ada", "bob"]] * 2
    ada.close()
    assert online(bob) == ["bob"]


def test_should_reach_the_clients_of_another_process(valkey: str, serve: Serve, dial: Dial) -> None:
    """What is said in one process is heard in both, once by each client."""
    servers = [serve("another_process", "--port", "0", "--redis", valkey) for _ in range(2)]
    here, there = clients = [dial(f"{server.ws}/ws") for server in servers]
    here.send("from here")
    assert hear(*clients) == ["from here", "from here"]
    there.send("from there")
    assert hear(*clients) == ["from there", "from there"]
    intruder = dial(f"{servers[0].ws}/ws")
    intruder.send(b"\xff")
    with pytest.raises(ConnectionClosed):
        intruder.recv(timeout=20)
    assert (intruder.close_code, intruder.close_reason) == (1003, "text only")
    there.send("last")
    assert hear(*clients) == ["last", "last"]
