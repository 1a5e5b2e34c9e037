"""How connections stay open and end."""

import socket
import threading
from contextlib import closing

import pytest
from websockets import ConnectionClosed
from websockets.sync.client import ClientConnection
from websockets.sync.server import ServerConnection
from websockets.sync.server import serve as serve_websockets

from harness.pytest.snippets import Dial, Serve
from harness.rfc6455.peer import Peer
from harness.rfc6455.wire import CLOSE, PING, TEXT, Message, frame


def ending(client: ClientConnection) -> tuple[int | None, str | None]:
    """Wait until the connection is closed, and return the code and the reason."""
    with pytest.raises(ConnectionClosed):
        client.recv(timeout=20)
    return client.close_code, client.close_reason


def test_ping_closes_a_dead_client(serve: Serve) -> None:
    """A client that does not answer a ping is closed."""
    server = serve("ping", "--port", "0", "--interval", "0.3", "--timeout", "0.3")
    with Peer.open(server.url, "/ws/dead") as dead:
        assert dead.read_message() == Message(PING)
        assert dead.read_message() == Message(CLOSE, b"\x03\xe8ping timed out")
    server.expect_log("dead is gone")


def test_ping_keeps_a_client_that_answers(serve: Serve, dial: Dial) -> None:
    """A client that answers its ping stays connected."""
    server = serve("ping", "--port", "0", "--interval", "1", "--timeout", "1")
    living = dial(f"{server.ws}/ws/living")
    server.expect_log("pong from living")
    living.send("still here")
    assert living.recv(timeout=20) == "you said still here"


LIMIT = 64 * 1024


def test_size_limit_accepts_the_largest_message(serve: Serve, dial: Dial) -> None:
    """A message of the maximum size is handled."""
    server = serve("size_limit")
    client = dial(f"{server.ws}/ws")
    client.send("x" * LIMIT)
    assert client.recv(timeout=20) == f"{LIMIT} received"


def test_size_limit_rejects_by_the_header(serve: Serve) -> None:
    """One byte more in the frame's header closes the connection with 1009."""
    server = serve("size_limit")
    with Peer.open(server.url, "/ws") as peer:
        # No payload: unread data at the server's close would reset the connection.
        peer.send(frame(TEXT, claim=LIMIT + 1, width=8, mask=None))
        assert peer.read_message() == Message(CLOSE, b"\x03\xf1message too big")
        peer.expect_eof()
    server.expect_log("closed")


def test_size_limit_adds_fragments_up(serve: Serve) -> None:
    """The limit applies to all fragments together."""
    server = serve("size_limit")
    with Peer.open(server.url, "/ws") as peer:
        peer.send(frame(TEXT, "x" * LIMIT, fin=False))
        peer.send(frame(0, claim=1, width=0, mask=None))
        assert peer.read_message() == Message(CLOSE, b"\x03\xf1message too big")


def test_close_code_and_reason_reach_the_client(serve: Serve, dial: Dial) -> None:
    """The client gets the application's code and reason."""
    server = serve("close_code")
    client = dial(f"{server.ws}/ws")
    client.send("stay")
    assert client.recv(timeout=20) == "you said stay"
    client.send("leave")
    assert ending(client) == (4001, "as you wish")
    server.expect_log("closed with 4001 as you wish")


def test_close_code_of_the_client_is_read(serve: Serve, dial: Dial) -> None:
    """Code and reason are the client's, or None if the client gave none."""
    server = serve("close_code")
    dial(f"{server.ws}/ws").close(3001, "lunch")
    server.expect_log("closed with 3001 lunch")
    with Peer.open(server.url, "/ws") as peer:
        peer.send(frame(CLOSE))
        assert peer.read_message() == Message(CLOSE)
    server.expect_log("closed with None None")


def test_graceful_stop_closes_every_client(serve: Serve, dial: Dial) -> None:
    """On SIGTERM every client gets 1001, and the process exits with status 0."""
    server = serve("graceful_stop")
    clients = [dial(f"{server.ws}/ws") for _ in range(3)]
    assert [client.recv(timeout=20) for client in clients] == ["welcome"] * 3
    assert server.stop() == 0
    assert [ending(client) for client in clients] == [(1001, "the server stops")] * 3


# Two of the handlers leave the exception to Tornado, which logs it.
@pytest.mark.traceback
def test_error_drops_its_own_connection_only(serve: Serve, dial: Dial) -> None:
    """An exception ends its connection without a Close frame, and no other connection."""
    server = serve("error_handler")
    other, client = [dial(f"{server.ws}/bare") for _ in range(2)]
    client.send("0")
    assert ending(client) == (1006, "")
    server.expect_log("ZeroDivisionError: division by zero")
    other.send("4")
    assert other.recv(timeout=20) == '{"answer": 25.0}'


@pytest.mark.traceback  # as above
def test_error_handler_closes_with_1011(serve: Serve, dial: Dial) -> None:
    """With `log_exception`, the client gets 1011 and the log gets the traceback."""
    server = serve("error_handler")
    client = dial(f"{server.ws}/closing")
    client.send("zero")
    assert ending(client) == (1011, "internal error")
    server.expect_log("ValueError: invalid literal for int() with base 10: 'zero'")


def test_error_handler_answers_expected_errors(serve: Serve, dial: Dial) -> None:
    """An expected error is answered, and the connection stays open."""
    server = serve("error_handler")
    client = dial(f"{server.ws}/answering")
    client.send("0")
    assert client.recv(timeout=20) == '{"error": "division by zero"}'
    client.send("4")
    assert client.recv(timeout=20) == '{"answer": 25.0}'


def test_client_reconnects(serve: Serve) -> None:
    """The client retries while the server is down, and after the server closes."""
    closed = threading.Event()

    def greet(connection: ServerConnection) -> None:
        name = "second" if closed.is_set() else "first"
        connection.send(f"{name}: {connection.recv(timeout=20)!s}")
        if not closed.is_set():
            closed.set()
            connection.close(1012)
        else:
            connection.recv(timeout=20)

    with closing(socket.socket()) as listener:
        listener.bind(("127.0.0.1", 0))  # it does not listen yet
        client = serve("client", "--port", str(listener.getsockname()[1]))
        client.expect_log("next try within 1 s")
        with serve_websockets(greet, sock=listener) as server:
            listener.listen()
            thread = threading.Thread(target=server.serve_forever)
            thread.start()
            client.expect_log("received first: hello")
            client.expect_log("closed with 1012")
            client.expect_log("received second: hello")
            client.kill()
            server.shutdown()
            thread.join()
    assert client.log[0].startswith("failed: ")
    assert client.log[1] == "next try within 0.5 s"
    assert client.log[client.log.index("closed with 1012") + 1] == "next try within 0.5 s"
