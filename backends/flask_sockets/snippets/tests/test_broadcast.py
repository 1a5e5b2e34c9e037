"""Broadcast: to all clients, in order, even if one does not read."""

import socket
from contextlib import suppress

from websockets.exceptions import ConnectionClosedError
from websockets.sync.client import ClientConnection

from harness.processes.program import Program
from harness.pytest.snippets import TIMEOUT, Dial, Serve


def connect(dial: Dial, server: Program) -> ClientConnection:
    """Open a socket, and wait until the server reads from it."""
    client = dial(f"{server.ws}/chat")
    assert client.ping().wait(TIMEOUT)
    return client


def small_socket(server: Program) -> socket.socket:
    """Connect with a small receive buffer."""
    connection = socket.socket()
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    connection.connect(("127.0.0.1", server.port))
    return connection


def count_to_the_end(client: ClientConnection) -> int:
    """Count the messages that arrive before the connection is lost."""
    count = 0
    with suppress(ConnectionClosedError):
        while client.recv(TIMEOUT):
            count += 1
    return count


def test_broadcast_reaches_every_client_once(serve: Serve, dial: Dial) -> None:
    """All clients get each message once and in order, including the sender."""
    server = serve("broadcast")
    clients = [connect(dial, server) for _ in range(3)]
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
    client = connect(dial, serve("broadcast"))
    client.send("last message")
    client.close()
    assert client.recv(TIMEOUT) == "last message"
    assert client.protocol.close_rcvd is not None


def test_broadcast_disconnects_a_client_that_does_not_read(serve: Serve, dial: Dial) -> None:
    """A client that does not read is disconnected, and other clients get every message."""
    server = serve("broadcast")
    slow = dial(f"{server.ws}/chat", sock=small_socket(server))
    ada, bob = connect(dial, server), connect(dial, server)
    message = bytes(40_000)
    for _ in range(300):
        ada.send(message)
        assert ada.recv(TIMEOUT) == bob.recv(TIMEOUT) == message
    assert count_to_the_end(slow) < 300
