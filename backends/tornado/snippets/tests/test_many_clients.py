"""Who gets a client's message."""

import json

import pytest
from websockets import ConnectionClosed
from websockets.sync.client import ClientConnection

from harness.pytest.snippets import Dial, Serve
from harness.rfc6455.peer import Peer
from harness.rfc6455.wire import CLOSE, TEXT


def receive(*clients: ClientConnection) -> list[str | bytes]:
    """Return each client's next message."""
    return [client.recv(timeout=20) for client in clients]


def online(client: ClientConnection) -> list[str]:
    """Return the names in a client's next message."""
    names: list[str] = json.loads(client.recv(timeout=20))["online"]
    return names


def test_broadcast_reaches_every_client_once(serve: Serve, dial: Dial) -> None:
    """All clients get each message once and in order, including the sender."""
    server = serve("broadcast")
    ada, bob = clients = [dial(f"{server.ws}/ws") for _ in range(2)]
    ada.send("one")
    assert receive(*clients) == ["one", "one"]
    bob.send("two")
    ada.send("three")
    first, second = receive(ada, ada)
    assert {first, second} == {"two", "three"}
    assert receive(bob, bob) == [first, second]
    ada.send(b"\xff")
    assert receive(*clients) == [b"\xff", b"\xff"]


def test_broadcast_closes_a_slow_client(serve: Serve, dial: Dial) -> None:
    """A client that does not read blocks no one, and is closed when its queue is full."""
    server = serve("broadcast")
    sender, _ = clients = [dial(f"{server.ws}/ws") for _ in range(2)]
    size, count = 200_000, 250
    with Peer.open(server.url, "/ws") as slow:
        for number in range(count):
            message = f"{number} ".ljust(size, ".")
            sender.send(message)
            assert receive(*clients) == [message, message]
        seen = []
        while (frame := slow.read_message()) is not None and frame.opcode == TEXT:
            seen.append(int(frame.payload.split()[0]))
        assert seen == list(range(len(seen)))
        assert 0 < len(seen) < count
        assert frame is not None
        assert (frame.opcode, frame.payload[2:]) == (CLOSE, b"you read too slowly")
        assert int.from_bytes(frame.payload[:2]) == 1013


def test_rooms_reach_their_members_only(serve: Serve, dial: Dial) -> None:
    """Members of a room get its messages; other clients, or those who left, do not."""
    server = serve("rooms")
    ada, bob, eve = clients = [dial(f"{server.ws}/ws") for _ in range(3)]
    for client in (ada, bob):
        client.send("join tea")
    for client in (bob, eve):
        client.send("join coffee")
    assert receive(ada, bob, bob, eve) == [
        "you are in tea",
        "you are in tea",
        "you are in coffee",
        "you are in coffee",
    ]
    ada.send("say tea two lumps")
    assert receive(ada, bob) == ["tea: two lumps", "tea: two lumps"]
    eve.send("say tea let me in")
    assert receive(eve) == ["join a room, say something in it, or leave it"]
    bob.send("leave tea")
    bob.send("say coffee black")
    assert receive(bob, eve) == ["coffee: black", "coffee: black"]
    ada.send("say tea anyone?")
    assert receive(ada) == ["tea: anyone?"]
    eve.send("say coffee last")
    assert receive(bob, eve) == ["coffee: last", "coffee: last"]
    for client in clients:
        client.send("say")
    assert set(receive(*clients)) == {"join a room, say something in it, or leave it"}


def test_rooms_forget_a_closed_connection(serve: Serve, dial: Dial) -> None:
    """A client that disconnects leaves its rooms, and the other members can still talk."""
    server = serve("rooms")
    ada, bob = [dial(f"{server.ws}/ws") for _ in range(2)]
    for client in (ada, bob):
        client.send("join tea")
    assert receive(ada, bob) == ["you are in tea", "you are in tea"]
    bob.close()
    ada.send("say tea alone")
    assert receive(ada) == ["tea: alone"]


def test_private_message_reaches_one_user(serve: Serve, dial: Dial) -> None:
    """Only the named user gets the message, on all of their connections."""
    server = serve("private_message")
    ada, bob, tab, eve = [dial(f"{server.ws}/ws/{name}") for name in ("ada", "bob", "bob", "eve")]
    ada.send("bob psst, a secret")
    assert receive(bob, tab) == ["ada to you: psst, a secret"] * 2
    ada.send("zoe hello")
    assert receive(ada) == ["zoe is not here"]
    bob.send("eve marker")
    bob.send("ada marker")
    assert receive(eve, ada) == ["bob to you: marker"] * 2


def test_one_user_many_tabs_reaches_all_tabs(serve: Serve, dial: Dial) -> None:
    """All tabs of a user see a message, other users do not; the last tab removes the user."""
    server = serve("one_user_many_tabs")
    first, second = [dial(f"{server.ws}/ws/ada") for _ in range(2)]
    other = dial(f"{server.ws}/ws/bob")
    assert receive(first, second, other) == ["ada has 1 tabs", "ada has 2 tabs", "bob has 1 tabs"]
    first.send("draft")
    assert receive(first, second) == ["draft", "draft"]
    other.send("marker")
    assert receive(other) == ["marker"]
    first.close()
    second.send("still here")
    assert receive(second) == ["still here"]
    assert "ada is offline" not in server.log
    second.close()
    server.expect_log("ada is offline")
    assert server.log.count("ada is online") == 1


def test_who_is_connected_lists_the_names(serve: Serve, dial: Dial) -> None:
    """All clients get the names after each change; two tabs are one name."""
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


def test_another_process_reaches_all_clients(valkey: str, serve: Serve, dial: Dial) -> None:
    """A message in one process reaches the clients of both, once each."""
    servers = [serve("another_process", "--port", "0", "--redis", valkey) for _ in range(2)]
    here, there = clients = [dial(f"{server.ws}/ws") for server in servers]
    here.send("from here")
    assert receive(*clients) == ["from here", "from here"]
    there.send("from there")
    assert receive(*clients) == ["from there", "from there"]
    intruder = dial(f"{servers[0].ws}/ws")
    intruder.send(b"\xff")
    with pytest.raises(ConnectionClosed):
        intruder.recv(timeout=20)
    assert (intruder.close_code, intruder.close_reason) == (1003, "text only")
    there.send("last")
    assert receive(*clients) == ["last", "last"]
