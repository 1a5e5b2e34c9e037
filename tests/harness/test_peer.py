"""How a peer reports a connection that ends within a frame."""

import socket
import struct
from collections.abc import Iterator

import pytest

from harness.rfc6455.peer import Peer, ServerFault
from harness.rfc6455.wire import TEXT, Message, frame

WHOLE = frame(TEXT, "whole", mask=None)
LARGE = frame(TEXT, "x" * 300, mask=None)
NO_LINGER = struct.pack("ii", 1, 0)
"""Makes `close` reset the connection."""


@pytest.fixture
def ends() -> Iterator[tuple[Peer, socket.socket]]:
    """A client, and the server's end of its connection."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        peer = Peer(f"http://127.0.0.1:{server.getsockname()[1]}")
        end, _ = server.accept()
        with peer, end:
            yield peer, end


@pytest.mark.parametrize("sent", [1, 3, 4, 5, 200])
def test_peer_accepts_half_a_frame_before_a_reset(
    ends: tuple[Peer, socket.socket], sent: int
) -> None:
    """A reset discards data on its way, so half a frame is not the server's fault."""
    peer, end = ends
    end.sendall(WHOLE + LARGE[:sent])
    assert peer.read_message() == Message(TEXT, b"whole")
    end.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, NO_LINGER)
    end.close()
    assert peer.read_message() is None


@pytest.mark.parametrize("sent", [1, 3, 4, 5, 200])
def test_peer_rejects_half_a_frame_before_an_orderly_end(
    ends: tuple[Peer, socket.socket], sent: int
) -> None:
    """A server that closes a connection must have sent its last frame whole."""
    peer, end = ends
    end.sendall(LARGE[:sent])
    end.close()
    with pytest.raises(ServerFault, match="half a frame"):
        peer.read_message()
