"""How connections end: by a limit, by a code, by silence."""

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


def test_should_take_messages_up_to_the_limit(serve: Serve, dial: Dial) -> None:
    """The largest message comes back, again and again; one byte more closes with 1009."""
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


def test_should_refuse_by_the_header_alone(serve: Serve) -> None:
    """A frame that claims 4 GiB is refused before any of them has come."""
    with Peer.open(serve("size_limit").url, "/echo") as peer:
        peer.send(frame(BINARY, claim=1 << 32, width=8))
        assert peer.read_message() == TOO_BIG
        peer.expect_eof()


def test_should_add_fragments_up(serve: Serve) -> None:
    """A message in many frames is one message; pings between them do not count."""
    half = bytes(MAX_BYTES // 2)
    with Peer.open(serve("size_limit").url, "/echo") as peer:
        one, two, three = fragments(BINARY, half, half, b"x")
        last = fragments(BINARY, half, half)[-1]
        peer.send(one, frame(PING, "between"), last)
        assert peer.read_message() == Message(PONG, b"between")
        assert peer.read_message() == Message(BINARY, half + half)
        peer.send(one, two, three)
        assert peer.read_message() == TOO_BIG


def test_should_close_with_code_and_reason(serve: Serve, dial: Dial) -> None:
    """The client gets both; the right word is let in."""
    server = serve("close_code")
    wrong, right = dial(f"{server.ws}/secret"), dial(f"{server.ws}/secret")
    wrong.send("sesame")
    with pytest.raises(ConnectionClosedError) as closed:
        wrong.recv(TIMEOUT)
    assert closed.value.rcvd is not None
    assert (closed.value.rcvd.code, closed.value.rcvd.reason) == (4001, "wrong password")
    right.send("open sesame")
    assert right.recv(TIMEOUT) == "Come in."


def test_should_close_with_messages_unread(serve: Serve) -> None:
    """What the client has sent meanwhile does not cost it the code."""
    with Peer.open(serve("close_code").url, "/secret") as peer:
        peer.send(frame(TEXT, "sesame") * 50)
        assert peer.read_to_end() == [End(4001)]


@pytest.mark.parametrize(
    ("sent", "code"),
    [(close(3001, "bye"), 3001), (frame(TEXT, b"\xff"), 1007), (frame(0xB, "?"), 1002)],
)
def test_should_end_with_the_code_that_is_due(serve: Serve, sent: bytes, code: int) -> None:
    """A Close frame is answered with its own code, and what is wrong with the code for that."""
    with Peer.open(serve("close_code").url, "/secret") as peer:
        peer.send(sent)
        assert peer.read_to_end() == [End(code)]


def test_should_cut_off_who_does_not_answer_pings(serve: Serve) -> None:
    """One who says nothing is pinged, and then the server gives it up."""
    server = serve("ping", "--port", "0", "--ping-interval", "0.2")
    with Peer.open(server.url, "/echo") as peer:
        assert peer.read_message() == Message(PING)
        server.expect_log("gone")
        assert peer.read_to_end() == [NO_CODE]


class Pinged(ClientConnection):
    """A client that counts the pings that it answers."""

    pings = threading.Semaphore(0)

    def process_event(self, event: Request | Response | Frame) -> None:
        """Take a frame, in the thread that reads."""
        super().process_event(event)
        if isinstance(event, Frame) and event.opcode is Opcode.PING:
            self.pings.release()


def test_should_keep_who_answers_pings(serve: Serve, dial: Dial) -> None:
    """One who answers pings is still served when one who does not has been given up."""
    server = serve("ping", "--port", "0", "--ping-interval", "1")
    client = dial(f"{server.ws}/echo", create_connection=Pinged)
    with Peer.open(server.url, "/echo"):
        server.expect_log("gone")
    assert Pinged.pings.acquire(timeout=TIMEOUT)
    client.send("still here")
    assert client.recv(TIMEOUT) == "still here"
