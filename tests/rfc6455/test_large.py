"""Large messages and many: whole, in fragments, in small segments (RFC 6455, 5.4, 10.4)."""

import pytest

from harness import spec
from harness.processes.server import Server
from harness.rfc6455.cases import ALIVE, CLOSING, ECHO
from harness.rfc6455.peer import Peer
from harness.rfc6455.wire import BINARY, TEXT, Message, fragments, frame

pytestmark = pytest.mark.protocol("native")

MIB = spec.LIMITS["echo_bytes_max"]
KIB = 1024
OPCODES = {"text": TEXT, "binary": BINARY}


def chopped(data: bytes, size: int) -> list[bytes]:
    """Cut bytes into segments."""
    return [data[at : at + size] for at in range(0, len(data), size)]


def payload_of(opcode: int, size: int) -> bytes:
    """Return a payload in which nothing repeats with the mask's period, valid for its opcode."""
    unit = "κόσμε 水 z".encode() if opcode == TEXT else bytes(range(255))
    return (unit * (size // len(unit) + 1))[: size - size % len(unit)].ljust(size, b"*")


def echo(server: Server, opcode: int, payload: bytes, parts: list[bytes]) -> None:
    """Send a message in parts and see it come back whole."""
    with Peer.open(server.url, ECHO) as peer:
        peer.send(*parts, CLOSING)
        assert peer.read_to_end() == [Message(opcode, payload), *ALIVE]


@pytest.mark.parametrize("opcode", OPCODES.values(), ids=OPCODES)
@pytest.mark.parametrize("size", [64 * KIB, 256 * KIB, MIB], ids=["64K", "256K", "1M"])
def test_should_echo_whole(server: Server, opcode: int, size: int) -> None:
    """A large message in one frame comes back."""
    payload = payload_of(opcode, size)
    echo(server, opcode, payload, [frame(opcode, payload)])


@pytest.mark.parametrize("opcode", OPCODES.values(), ids=OPCODES)
@pytest.mark.parametrize("size", [64, 256, KIB, 64 * KIB], ids=["64", "256", "1K", "64K"])
def test_should_echo_fragments(server: Server, opcode: int, size: int) -> None:
    """A mebibyte in fragments, of which many cut a character, comes back as one message."""
    payload = payload_of(opcode, MIB)
    echo(server, opcode, payload, [b"".join(fragments(opcode, *chopped(payload, size)))])


@pytest.mark.parametrize("opcode", OPCODES.values(), ids=OPCODES)
@pytest.mark.parametrize("size", [KIB, 64 * KIB], ids=["1K", "64K"])
def test_should_echo_segments(server: Server, opcode: int, size: int) -> None:
    """A mebibyte in one frame comes back, in whatever segments it was sent."""
    payload = payload_of(opcode, MIB)
    echo(server, opcode, payload, chopped(frame(opcode, payload), size))


def test_should_echo_octet_by_octet(server: Server) -> None:
    """A frame whose octets come one by one is a frame."""
    payload = payload_of(TEXT, 4 * KIB)
    echo(server, TEXT, payload, chopped(frame(TEXT, payload), 1))


@pytest.mark.parametrize("size", [0, 16, 64, 256, KIB])
def test_should_echo_a_thousand(server: Server, size: int) -> None:
    """A thousand messages sent in one go come back in their order."""
    sent = [f"{n:04}".encode().ljust(size, b"*")[:size] for n in range(1000)]
    with Peer.open(server.url, ECHO) as peer:
        peer.send(b"".join(frame(BINARY, payload) for payload in sent), CLOSING)
        assert peer.read_to_end() == [*(Message(BINARY, payload) for payload in sent), *ALIVE]
