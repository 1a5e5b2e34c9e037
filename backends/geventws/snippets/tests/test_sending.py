"""Sending to many: broadcast, rooms, a background greenlet, a thread, and who is connected."""

import json
import socket
from contextlib import suppress

from websockets.exceptions import ConnectionClosedError
from websockets.sync.client import ClientConnection

from harness.processes.program import Program
from harness.pytest.snippets import TIMEOUT, Dial, Serve


def connect(dial: Dial, server: Program, path: str) -> ClientConnection:
    """Open a socket, and wait until the server reads from it."""
    client = dial(f"{server.ws}{path}")
    assert client.ping().wait(TIMEOUT)
    return client


def test_broadcast_reaches_every_client_once(serve: Serve, dial: Dial) -> None:
    """All clients get each message once and in order, including the sender."""
    server = serve("broadcast")
    clients = [connect(dial, server, "/chat") for _ in range(3)]
    for number, sender in enumerate(clients):
        sender.send(f"from {number}")
        for client in clients:
            assert client.recv(TIMEOUT) == f"from {number}"
    clients.pop().close()
    clients[0].send("after one left")
    for client in clients:
        assert client.recv(TIMEOUT) == "after one left"


def test_broadcast_answers_a_close_frame(serve: Serve, dial: Dial) -> None:
    """Waiting messages arrive before the answer to the Close frame."""
    client = connect(dial, serve("broadcast"), "/chat")
    client.send("last message")
    client.close()
    assert client.recv(TIMEOUT) == "last message"
    assert client.protocol.close_rcvd is not None


def test_broadcast_disconnects_a_client_that_does_not_read(serve: Serve, dial: Dial) -> None:
    """A client that does not read is disconnected, and other clients get every message."""
    server = serve("broadcast")
    small_socket = socket.socket()
    small_socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    small_socket.connect(("127.0.0.1", server.port))
    slow = dial(f"{server.ws}/chat", sock=small_socket)
    ada, bob = connect(dial, server, "/chat"), connect(dial, server, "/chat")
    message = bytes(40_000)
    for _ in range(300):
        ada.send(message)
        assert ada.recv(TIMEOUT) == bob.recv(TIMEOUT) == message
    received = 0
    with suppress(ConnectionClosedError):
        while slow.recv(TIMEOUT):
            received += 1
    assert received < 300


def test_rooms_reach_their_members_only(serve: Serve, dial: Dial) -> None:
    """A message reaches all members of the sender's room, and no others."""
    server = serve("rooms")
    ada, bob = (connect(dial, server, "/rooms/blue") for _ in range(2))
    eve = connect(dial, server, "/rooms/red")
    ada.send("to the blue room")
    assert ada.recv(TIMEOUT) == bob.recv(TIMEOUT) == "to the blue room"
    eve.send("to the red room")
    assert eve.recv(TIMEOUT) == "to the red room"
    bob.close()
    ada.send("after one left")
    assert ada.recv(TIMEOUT) == "after one left"


def test_background_task_reaches_all_clients(serve: Serve, dial: Dial) -> None:
    """Both clients get the same ticks, in order, without sending anything."""
    server = serve("background_task")
    ada, bob = (connect(dial, server, "/ticks") for _ in range(2))
    tick = bob.recv(TIMEOUT)
    number = int(str(tick).removeprefix("tick "))
    while ada.recv(TIMEOUT) != tick:
        pass  # Ada connected first
    assert ada.recv(TIMEOUT) == bob.recv(TIMEOUT) == f"tick {number + 1}"


def test_thread_answers_its_client(serve: Serve, dial: Dial) -> None:
    """A thread's result reaches the client that asked for it."""
    server = serve("thread")
    ada, bob = dial(f"{server.ws}/work"), dial(f"{server.ws}/work")
    ada.send("ada")
    bob.send("bob")
    assert bob.recv(TIMEOUT) == "BOB, by a real thread"
    assert ada.recv(TIMEOUT) == "ADA, by a real thread"


def test_who_is_connected_lists_the_addresses(serve: Serve, dial: Dial) -> None:
    """The list has the addresses of all open connections, and of no closed one."""
    server = serve("who_is_connected")
    ada, bob = (connect(dial, server, "/who") for _ in range(2))
    addresses = ["{}:{}".format(*client.local_address) for client in (ada, bob)]
    ada.send("Who is there?")
    assert sorted(json.loads(ada.recv(TIMEOUT))) == sorted(addresses)
    bob.close()
    ada.send("And now?")
    assert json.loads(ada.recv(TIMEOUT)) == addresses[:1]
