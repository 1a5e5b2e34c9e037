"""Large messages, and many of them: whole, in fragments, in segments (RFC 6455, 5.4, 10.4)."""

import pytest

from harness import spec
from harness.processes.server import Server
from harness.pytest.fixtures import FEW_FRAMES
from harness.rfc6455.cases import ALIVE, CLOSING, ECHO
from harness.rfc6455.peer import Peer
from harness.rfc6455.wire import BINARY, TEXT, Message, fragments, frame

pytestmark = [pytest.mark.protocol("native"), FEW_FRAMES]

MIB = spec.LIMITS["echo_bytes_max"]
KIB = 1024
OPCODES = {"text": TEXT, "binary": BINARY}


def chopped(data: bytes, size: int) -> list[bytes]:
    """Cut bytes into segments."""
    return [data[at : at + size] for at in range(0, len(data), size)]


def payload_of(opcode: int, size: int) -> bytes:
    """Return a payload that is valid for its opcode and does not repeat every four octets."""
    unit = "κόσμε 水 z".encode() if opcode == TEXT else bytes(range(255))
    return (unit * (size // len(unit) + 1))[: size - size % len(unit)].ljust(size, b"*")


def expect_echo(server: Server, opcode: int, payload: bytes, parts: list[bytes]) -> None:
    """Send a message in parts and check that it comes back whole."""
    with Peer.open(server.url, ECHO) as peer:
        peer.send(*parts, CLOSING)
        assert peer.read_to_end() == [Message(opcode, payload), *ALIVE]


@pytest.mark.parametrize("opcode", OPCODES.values(), ids=OPCODES)
@pytest.mark.parametrize("size", [64 * KIB, 256 * KIB, MIB], ids=["64K", "256K", "1M"])
def test_large_frame_comes_back(server: Server, opcode: int, size: int) -> None:
    """A large message in one frame comes back."""
    payload = payload_of(opcode, size)
    expect_echo(server, opcode, payload, [frame(opcode, payload)])


@pytest.mark.parametrize("opcode", OPCODES.values(), ids=OPCODES)
@pytest.mark.parametrize("size", [64, 256, KIB, 64 * KIB], ids=["64", "256", "1K", "64K"])
def test_large_message_in_fragments_comes_back(server: Server, opcode: int, size: int) -> None:
    """A mebibyte in fragments, many of which cut a character, comes back as one message."""
    payload = payload_of(opcode, MIB)
    expect_echo(server, opcode, payload, [b"".join(fragments(opcode, *chopped(payload, size)))])


@pytest.mark.parametrize("opcode", OPCODES.values(), ids=OPCODES)
@pytest.mark.parametrize("size", [KIB, 64 * KIB], ids=["1K", "64K"])
def test_large_frame_in_segments_comes_back(server: Server, opcode: int, size: int) -> None:
    """A mebibyte in one frame comes back, in TCP segments of any size."""
    payload = payload_of(opcode, MIB)
    expect_echo(server, opcode, payload, chopped(frame(opcode, payload), size))


def test_frame_octet_by_octet_comes_back(server: Server) -> None:
    """A frame may arrive octet by octet."""
    payload = payload_of(TEXT, 4 * KIB)
    expect_echo(server, TEXT, payload, chopped(frame(TEXT, payload), 1))


@pytest.mark.parametrize("size", [0, 16, 64, 256, KIB])
def test_thousand_messages_come_back_in_order(server: Server, size: int) -> None:
    """A thousand messages sent at once come back in order."""
    sent = [f"{n:04}".encode().ljust(size, b"*")[:size] for n in range(1000)]
    with Peer.open(server.url, ECHO) as peer:
        peer.send(b"".join(frame(BINARY, payload) for payload in sent), CLOSING)
        assert peer.read_to_end() == [*(Message(BINARY, payload) for payload in sent), *ALIVE]
