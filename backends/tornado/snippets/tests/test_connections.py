"""How connections live and end."""

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
    """Wait until the connection is over, and return the code and the reason."""
    with pytest.raises(ConnectionClosed):
        client.recv(timeout=20)
    return client.close_code, client.close_reason


def test_should_notice_a_dead_client(serve: Serve) -> None:
    """One that does not answer a ping is closed."""
    server = serve("ping", "--port", "0", "--interval", "0.3", "--timeout", "0.3")
    with Peer.open(server.url, "/ws/dead") as dead:
        assert dead.read_message() == Message(PING)
        assert dead.read_message() == Message(CLOSE, b"\x03\xe8ping timed out")
    server.expect_log("dead has gone")


def test_should_keep_a_living_client(serve: Serve, dial: Dial) -> None:
    """One that answers its ping stays."""
    server = serve("ping", "--port", "0", "--interval", "1", "--timeout", "1")
    living = dial(f"{server.ws}/ws/living")
    server.expect_log("pong from living")
    living.send("still here")
    assert living.recv(timeout=20) == "you said still here"


LIMIT = 64 * 1024


def test_should_take_a_message_of_the_limit(serve: Serve, dial: Dial) -> None:
    """A message may be as long as the limit."""
    server = serve("size_limit")
    client = dial(f"{server.ws}/ws")
    client.send("x" * LIMIT)
    assert client.recv(timeout=20) == f"{LIMIT} received"


def test_should_refuse_a_larger_message(serve: Serve) -> None:
    """One byte more closes with 1009, by what the frame's header says."""
    server = serve("size_limit")
    with Peer.open(server.url, "/ws") as peer:
        # Without a payload: what lies unread when the server closes resets the connection.
        peer.send(frame(TEXT, claim=LIMIT + 1, width=8, mask=None))
        assert peer.read_message() == Message(CLOSE, b"\x03\xf1message too big")
        peer.expect_eof()
    server.expect_log("closed")


def test_should_count_the_fragments_of_a_message(serve: Serve) -> None:
    """The limit is for all fragments together."""
    server = serve("size_limit")
    with Peer.open(server.url, "/ws") as peer:
        peer.send(frame(TEXT, "x" * LIMIT, fin=False))
        peer.send(frame(0, claim=1, width=0, mask=None))
        assert peer.read_message() == Message(CLOSE, b"\x03\xf1message too big")


def test_should_close_with_a_code(serve: Serve, dial: Dial) -> None:
    """The client gets the application's code and reason."""
    server = serve("close_code")
    client = dial(f"{server.ws}/ws")
    client.send("stay")
    assert client.recv(timeout=20) == "you said stay"
    client.send("leave")
    assert ending(client) == (4001, "as you wish")
    server.expect_log("closed with 4001 as you wish")


def test_should_read_the_code_of_the_client(serve: Serve, dial: Dial) -> None:
    """Code and reason are the client's, and None where it gave none."""
    server = serve("close_code")
    dial(f"{server.ws}/ws").close(3001, "lunch")
    server.expect_log("closed with 3001 lunch")
    with Peer.open(server.url, "/ws") as peer:
        peer.send(frame(CLOSE))
        assert peer.read_message() == Message(CLOSE)
    server.expect_log("closed with None None")


def test_should_stop_gracefully(serve: Serve, dial: Dial) -> None:
    """On SIGTERM every client gets 1001, and the process ends with status 0."""
    server = serve("graceful_stop")
    clients = [dial(f"{server.ws}/ws") for _ in range(3)]
    assert [client.recv(timeout=20) for client in clients] == ["welcome"] * 3
    assert server.stop() == 0
    assert [ending(client) for client in clients] == [(1001, "the server stops")] * 3


# Two of the handlers leave the exception to Tornado, which logs it.
@pytest.mark.traceback
def test_should_drop_the_connection_on_an_error(serve: Serve, dial: Dial) -> None:
    """An exception ends its own connection with no Close frame, and no other."""
    server = serve("error_handler")
    other, client = [dial(f"{server.ws}/bare") for _ in range(2)]
    client.send("0")
    assert ending(client) == (1006, "")
    server.expect_log("ZeroDivisionError: division by zero")
    other.send("4")
    assert other.recv(timeout=20) == '{"answer": 25.0}'


@pytest.mark.traceback  # as above
def test_should_close_on_an_error(serve: Serve, dial: Dial) -> None:
    """With `log_exception` the client gets 1011, and the log the traceback."""
    server = serve("error_handler")
    client = dial(f"{server.ws}/closing")
    client.send("zero")
    assert ending(client) == (1011, "internal error")
    server.expect_log("ValueError: invalid literal for int() with base 10: 'zero'")


def test_should_answer_an_error(serve: Serve, dial: Dial) -> None:
    """What is expected to go wrong is answered, and the connection goes on."""
    server = serve("error_handler")
    client = dial(f"{server.ws}/answering")
    client.send("0")
    assert client.recv(timeout=20) == '{"error": "division by zero"}'
    client.send("4")
    assert client.recv(timeout=20) == '{"answer": 25.0}'


def test_should_reconnect(serve: Serve) -> None:
    """The client tries again while nobody listens, and when it has been left."""
    left = threading.Event()

    def greet(connection: ServerConnection) -> None:
        name = "second" if left.is_set() else "first"
        connection.send(f"{name}: {connection.recv(timeout=20)!s}")
        if not left.is_set():
            left.set()
            connection.close(1012)
        else:
            connection.recv(timeout=20)

    with closing(socket.socket()) as listener:
        listener.bind(("127.0.0.1", 0))  # and does not listen yet
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
