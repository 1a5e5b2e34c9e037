"""What goes over the wire: binary messages, Close frames with a code, pings."""

import zlib

import pytest
from websockets.exceptions import ConnectionClosedError

from harness.pytest.snippets import TIMEOUT, Dial, Serve
from harness.rfc6455.peer import Peer
from harness.rfc6455.wire import PING, PONG, TEXT, End, Message, frame, text


def test_should_send_and_receive_binary(serve: Serve, dial: Dial) -> None:
    """Binary messages are told from text, and the answer is binary."""
    server = serve("binary")
    client = dial(f"{server.ws}/compress")
    data = bytes(range(256)) * 20
    client.send(data)
    compressed = client.recv(TIMEOUT)
    assert isinstance(compressed, bytes)
    assert len(compressed) < len(data)
    assert zlib.decompress(compressed) == data
    client.send("abc")
    assert client.recv(TIMEOUT) == "That was text."


def test_should_close_with_code_and_reason(serve: Serve, dial: Dial) -> None:
    """The client gets both, and the connection ends in order; the right word is let in."""
    server = serve("close_code")
    wrong = dial(f"{server.ws}/secret")
    wrong.send("sesame")
    with pytest.raises(ConnectionClosedError) as closed:
        wrong.recv(TIMEOUT)
    assert closed.value.rcvd is not None
    assert (closed.value.rcvd.code, closed.value.rcvd.reason) == (4001, "wrong password")
    assert closed.value.rcvd_then_sent
    right = dial(f"{server.ws}/secret")
    right.send("open sesame")
    assert right.recv(TIMEOUT) == "Come in."


def test_should_close_with_messages_unread(serve: Serve) -> None:
    """What the client has sent meanwhile does not cost it the code."""
    with Peer.open(serve("close_code").url, "/secret") as peer:
        peer.send(frame(TEXT, "sesame") * 50)
        assert peer.read_to_end() == [End(4001)]


def test_should_ping_and_get_the_pong(serve: Serve) -> None:
    """The ping goes out, and what its pong brings is told; nothing is told before."""
    with Peer.open(serve("ping").url, "/ping") as peer:
        assert peer.read_message() == Message(PING, b"are you there?")
        peer.send(frame(PING, "a marker"))
        assert peer.read_message() == Message(PONG, b"a marker")
        peer.send(frame(PONG, "are you there?"))
        assert peer.read_message() == text("pong: are you there?")
