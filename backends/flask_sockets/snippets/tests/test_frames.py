"""Frames on the wire: binary messages, Close frames with a code, pings."""

import zlib

import pytest
from websockets.exceptions import ConnectionClosedError

from harness.pytest.snippets import TIMEOUT, Dial, Serve
from harness.rfc6455.peer import Peer
from harness.rfc6455.wire import PING, PONG, TEXT, End, Message, frame, text


def test_binary_is_answered_with_binary(serve: Serve, dial: Dial) -> None:
    """The handler tells binary messages from text, and its answer is binary."""
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


def test_close_code_and_reason_reach_the_client(serve: Serve, dial: Dial) -> None:
    """The client gets both, the closing handshake is clean, and the password is accepted."""
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


def test_close_code_arrives_despite_unread_messages(serve: Serve) -> None:
    """The client gets the code even if it has sent messages that the server does not read."""
    with Peer.open(serve("close_code").url, "/secret") as peer:
        peer.send(frame(TEXT, "sesame") * 50)
        assert peer.read_to_end() == [End(4001)]


def test_ping_receives_its_pong(serve: Serve) -> None:
    """The server sends a ping, and reports the pong when it arrives, not before."""
    with Peer.open(serve("ping").url, "/ping") as peer:
        assert peer.read_message() == Message(PING, b"are you there?")
        peer.send(frame(PING, "a marker"))
        assert peer.read_message() == Message(PONG, b"a marker")
        peer.send(frame(PONG, "are you there?"))
        assert peer.read_message() == text("pong: are you there?")
