"""How connections end: by a size limit, a close code, or a missing pong."""

import threading

import pytest
from websockets.exceptions import ConnectionClosedError
from websockets.frames import Frame, Opcode
from websockets.http11 import Request, Response
from websockets.sync.client import ClientConnection

from harness.pytest.snippets import TIMEOUT, Dial, Serve
from harness.rfc6455.peer import Peer
from harness.rfc6455.wire import (
    BINARY,
    CLOSE,
    NO_CODE,
    PING,
    PONG,
    TEXT,
    End,
    Message,
    close,
    fragments,
    frame,
)

MAX_BYTES = 64 * 1024
TOO_BIG = Message(CLOSE, (1009).to_bytes(2) + b"message too big")


def test_size_limit_accepts_the_largest_message(serve: Serve, dial: Dial) -> None:
    """Messages of the maximum size come back; one byte more closes with 1009."""
    server = serve("size_limit")
    client = dial(f"{server.ws}/echo")
    for message in (bytes(MAX_BYTES), "x" * MAX_BYTES, "and on"):
        client.send(message)
        assert client.recv(TIMEOUT) == message
    client.send(bytes(MAX_BYTES + 1))
    with pytest.raises(ConnectionClosedError) as closed:
        client.recv(TIMEOUT)
    assert closed.value.rcvd is not None
    assert (closed.value.rcvd.code, closed.value.rcvd.reason) == (1009, "message too big")


def test_size_limit_rejects_by_the_header(serve: Serve) -> None:
    """A frame that claims 4 GiB is rejected before any payload arrives."""
    with Peer.open(serve("size_limit").url, "/echo") as peer:
        peer.send(frame(BINARY, claim=1 << 32, width=8))
        assert peer.read_message() == TOO_BIG
        peer.expect_eof()


def test_size_limit_adds_fragments_up(serve: Serve) -> None:
    """All fragments of a message count together; pings between them do not count."""
    half = bytes(MAX_BYTES // 2)
    with Peer.open(serve("size_limit").url, "/echo") as peer:
        one, two, three = fragments(BINARY, half, half, b"x")
        last = fragments(BINARY, half, half)[-1]
        peer.send(one, frame(PING, "between"), last)
        assert peer.read_message() == Message(PONG, b"between")
        assert peer.read_message() == Message(BINARY, half + half)
        peer.send(one, two, three)
        assert peer.read_message() == TOO_BIG


def test_close_code_and_reason_reach_the_client(serve: Serve, dial: Dial) -> None:
    """The client gets both, and the password is accepted."""
    server = serve("close_code")
    wrong, right = dial(f"{server.ws}/secret"), dial(f"{server.ws}/secret")
    wrong.send("sesame")
    with pytest.raises(ConnectionClosedError) as closed:
        wrong.recv(TIMEOUT)
    assert closed.value.rcvd is not None
    assert (closed.value.rcvd.code, closed.value.rcvd.reason) == (4001, "wrong password")
    right.send("open sesame")
    assert right.recv(TIMEOUT) == "Come in."


def test_close_code_arrives_despite_unread_messages(serve: Serve) -> None:
    """The client gets the code even if it has sent messages that the server does not read."""
    with Peer.open(serve("close_code").url, "/secret") as peer:
        peer.send(frame(TEXT, "sesame") * 50)
        assert peer.read_to_end() == [End(4001)]


@pytest.mark.parametrize(
    ("sent", "code"),
    [(close(3001, "bye"), 3001), (frame(TEXT, b"\xff"), 1007), (frame(0xB, "?"), 1002)],
)
def test_close_code_answers_the_client(serve: Serve, sent: bytes, code: int) -> None:
    """A Close frame is answered with its own code, and an error with the code for it."""
    with Peer.open(serve("close_code").url, "/secret") as peer:
        peer.send(sent)
        assert peer.read_to_end() == [End(code)]


def test_ping_without_answer_ends_the_connection(serve: Serve) -> None:
    """A silent client is pinged, and then disconnected."""
    server = serve("ping", "--port", "0", "--ping-interval", "0.2")
    with Peer.open(server.url, "/echo") as peer:
        assert peer.read_message() == Message(PING)
        server.expect_log("gone")
        assert peer.read_to_end() == [NO_CODE]


class Pinged(ClientConnection):
    """A client that counts the pings that it answers."""

    pings = threading.Semaphore(0)

    def process_event(self, event: Request | Response | Frame) -> None:
        """Handle a frame, in the thread that reads."""
        super().process_event(event)
        if isinstance(event, Frame) and event.opcode is Opcode.PING:
            self.pings.release()


def test_ping_with_answer_keeps_the_connection(serve: Serve, dial: Dial) -> None:
    """A client that answers is still served after a silent one was disconnected."""
    server = serve("ping", "--port", "0", "--ping-interval", "1")
    client = dial(f"{server.ws}/echo", create_connection=Pinged)
    with Peer.open(server.url, "/echo"):
        server.expect_log("gone")
    assert Pinged.pings.acquire(timeout=TIMEOUT)
    client.send("still here")
    assert client.recv(TIMEOUT) == "still here"
