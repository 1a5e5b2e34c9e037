"""Broadcast: to all, in order, even if one does not read."""

import socket
from contextlib import suppress

from websockets.exceptions import ConnectionClosedError
from websockets.sync.client import ClientConnection

from harness.processes.program import Program
from harness.pytest.snippets import TIMEOUT, Dial, Serve


def enter(dial: Dial, server: Program) -> ClientConnection:
    """Open a socket, and wait until the server listens to it."""
    client = dial(f"{server.ws}/chat")
    assert client.ping().wait(TIMEOUT)
    return client


def lazy(server: Program) -> socket.socket:
    """Connect with little room for what is not read."""
    connection = socket.socket()
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    connection.connect(("127.0.0.1", server.port))
    return connection


def count_to_the_end(client: ClientConnection) -> int:
    """Read what has come before the connection was cut, and count it."""
    count = 0
    with suppress(ConnectionClosedError):
        while client.recv(TIMEOUT):
            count += 1
    return count


def test_should_broadcast_to_all(serve: Serve, dial: Dial) -> None:
    """Everybody hears everybody, the sender too, in one order and nothing twice."""
    server = serve("broadcast")
    clients = [enter(dial, server) for _ in range(3)]
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
    client = enter(dial, serve("broadcast"))
    client.send("last words")
    client.close()
    assert client.recv(TIMEOUT) == "last words"
    assert client.protocol.close_rcvd is not None


def test_should_cut_off_who_does_not_read(serve: Serve, dial: Dial) -> None:
    """One who does not read keeps nobody from hearing everything, and is cut off itself."""
    server = serve("broadcast")
    slow = dial(f"{server.ws}/chat", sock=lazy(server))
    ada, bob = enter(dial, server), enter(dial, server)
    message = bytes(40_000)
    for _ in range(300):
        ada.send(message)
        assert ada.recv(TIMEOUT) == bob.recv(TIMEOUT) == message
    assert count_to_the_end(slow) < 300
