"""Sending to many: broadcast, rooms, a background greenlet, a thread, and who is there."""

import json
import socket
from contextlib import suppress

from websockets.exceptions import ConnectionClosedError
from websockets.sync.client import ClientConnection

from harness.processes.program import Program
from harness.pytest.snippets import TIMEOUT, Dial, Serve


def enter(dial: Dial, server: Program, path: str) -> ClientConnection:
    """Open a socket, and wait until the server listens to it."""
    client = dial(f"{server.ws}{path}")
    assert client.ping().wait(TIMEOUT)
    return client


def test_should_broadcast_to_all(serve: Serve, dial: Dial) -> None:
    """Everybody hears everybody, the sender too, in one order and nothing twice."""
    server = serve("broadcast")
    clients = [enter(dial, server, "/chat") for _ in range(3)]
    for number, sender in enumerate(clients):
        sender.send(f"from {number}")
        for client in clients:
            assert client.recv(TIMEOUT) == f"from {number}"
    clients.pop().close()
    clients[0].send("after one has gone")
    for client in clients:
        assert client.recv(TIMEOUT) == "after one has gone"


def test_should_answer_a_close_frame(serve: Serve, dial: Dial) -> None:
    """What is on its way when a client closes arrives, and the Close frame is answered after it."""
    client = enter(dial, serve("broadcast"), "/chat")
    client.send("last words")
    client.close()
    assert client.recv(TIMEOUT) == "last words"
    assert client.protocol.close_rcvd is not None


def test_should_cut_off_who_does_not_read(serve: Serve, dial: Dial) -> None:
    """One who does not read keeps nobody from hearing everything, and is cut off itself."""
    server = serve("broadcast")
    little_room = socket.socket()
    little_room.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    little_room.connect(("127.0.0.1", server.port))
    slow = dial(f"{server.ws}/chat", sock=little_room)
    ada, bob = enter(dial, server, "/chat"), enter(dial, server, "/chat")
    message = bytes(40_000)
    for _ in range(300):
        ada.send(message)
        assert ada.recv(TIMEOUT) == bob.recv(TIMEOUT) == message
    heard = 0
    with suppress(ConnectionClosedError):
        while slow.recv(TIMEOUT):
            heard += 1
    assert heard < 300


def test_should_keep_rooms_apart(serve: Serve, dial: Dial) -> None:
    """A message reaches all members of the sender's room, and no others."""
    server = serve("rooms")
    ada, bob = (enter(dial, server, "/rooms/blue") for _ in range(2))
    eve = enter(dial, server, "/rooms/red")
    ada.send("to the blue room")
    assert ada.recv(TIMEOUT) == bob.recv(TIMEOUT) == "to the blue room"
    eve.send("to the red room")
    assert eve.recv(TIMEOUT) == "to the red room"
    bob.close()
    ada.send("after one has gone")
    assert ada.recv(TIMEOUT) == "after one has gone"


def test_should_push_to_all(serve: Serve, dial: Dial) -> None:
    """Both clients get the same ticks, one after another, without having said anything."""
    server = serve("background_task")
    ada, bob = (enter(dial, server, "/ticks") for _ in range(2))
    tick = bob.recv(TIMEOUT)
    number = int(str(tick).removeprefix("tick "))
    while ada.recv(TIMEOUT) != tick:
        pass  # she was there first
    assert ada.recv(TIMEOUT) == bob.recv(TIMEOUT) == f"tick {number + 1}"


def test_should_send_from_a_real_thread(serve: Serve, dial: Dial) -> None:
    """A thread's result arrives, each at the client that asked for it."""
    server = serve("thread")
    ada, bob = dial(f"{server.ws}/work"), dial(f"{server.ws}/work")
    ada.send("ada")
    bob.send("bob")
    assert bob.recv(TIMEOUT) == "BOB, by a real thread"
    assert ada.recv(TIMEOUT) == "ADA, by a real thread"


def test_should_list_who_is_connected(serve: Serve, dial: Dial) -> None:
    """The list has the addresses of all who are there, and not of one who has left."""
    server = serve("who_is_connected")
    ada, bob = (enter(dial, server, "/who") for _ in range(2))
    addresses = ["{}:{}".format(*client.local_address) for client in (ada, bob)]
    ada.send("Who is there?")
    assert sorted(json.loads(ada.recv(TIMEOUT))) == sorted(addresses)
    bob.close()
    ada.send("And now?")
    assert json.loads(ada.recv(TIMEOUT)) == addresses[:1]
