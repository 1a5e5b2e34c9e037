"""The length of a frame: three encodings, and impossible lengths (RFC 6455, 5.2)."""

import psutil
import pytest

from harness import spec
from harness.processes.server import Server
from harness.pytest.fixtures import FEW_FRAMES, Check
from harness.rfc6455.cases import ALIVE, CLOSING, ECHO, Case, converse, passes
from harness.rfc6455.peer import Peer
from harness.rfc6455.wire import BINARY, CONTINUATION, TEXT, End, Message, frame, text

pytestmark = [pytest.mark.protocol("native"), FEW_FRAMES]

ECHO_MAX = spec.LIMITS["echo_bytes_max"]
SIZES = [0, 1, 125, 126, 127, 128, 65_535, 65_536, 65_537, ECHO_MAX]
MIB = 1024 * 1024

WHOLE = [
    passes(f"5.2 {size} bytes of {name}", frame(opcode, "*" * size), answers=[echoed])
    for name, opcode in (("text", TEXT), ("binary", BINARY))
    for size in SIZES
    for echoed in [Message(opcode, b"*" * size)]
]


def too_long(name: str, *parts: bytes) -> Case:
    """Return a case after which a server must close with 1009 (too big)."""
    return Case(name, parts, [End(1009)])


TOO_LONG = [
    too_long("7.4.1 one byte too many", frame(TEXT, "*" * (ECHO_MAX + 1))),
    too_long(
        "7.4.1 one byte too many, in fragments",
        frame(TEXT, "*" * ECHO_MAX, fin=False),
        frame(CONTINUATION, "*"),
    ),
    too_long("5.2 claims 2^32 bytes", frame(BINARY, claim=2**32)),
    too_long("5.2 claims 2^63-1 bytes", frame(TEXT, claim=2**63 - 1)),
    too_long(
        "5.2 claims 2^63-1 bytes in a last fragment",
        frame(TEXT, "a", fin=False),
        frame(CONTINUATION, claim=2**63 - 1),
    ),
]

NOT_MINIMAL = [
    Case(f"5.2 {size} bytes, length in {width}", [frame(TEXT, "*" * size, width=width)], [])
    for width, sizes in ((2, (0, 1, 125)), (8, (0, 125, 126, 65_535)))
    for size in sizes
]

TOP_BIT = [
    Case(f"5.2 top bit of {claim:#x}", [frame(opcode, claim=claim)], [])
    for claim in (2**63, 2**63 + 5, 2**64 - 1)
    for opcode in (TEXT, BINARY)
]


@pytest.mark.parametrize("case", WHOLE, ids=str)
def test_every_length_is_accepted(check: Check, case: Case) -> None:
    """A message comes back, with each of the three encodings of its length."""
    check(case)


@pytest.mark.parametrize("case", TOO_LONG, ids=str)
def test_length_over_the_limit_is_rejected_at_the_header(check: Check, case: Case) -> None:
    """A length over the limit fails the connection before the payload arrives."""
    check(case)


@pytest.mark.parametrize("case", NOT_MINIMAL, ids=str)
def test_length_in_more_bytes_is_read_correctly(server: Server, case: Case) -> None:
    """A server accepts or rejects a length that is not encoded in the fewest possible bytes."""
    size = len(case.parts[0]) - 6 - (2 if " in 2" in case.name else 8)
    assert converse(server.url, [case])[0] in ([text("*" * size), *ALIVE], [End(1002)])


@pytest.mark.parametrize("case", TOP_BIT, ids=str)
def test_top_bit_of_a_length_is_rejected(server: Server, case: Case) -> None:
    """A length with its most significant bit set is a protocol error, or too big."""
    assert converse(server.url, [case])[0] in ([End(1002)], [End(1009)])


def test_claimed_length_reserves_no_memory(server: Server) -> None:
    """A header that claims the longest allowed payload uses no memory until the payload arrives."""
    process = psutil.Process(server.process.pid)
    family = [process, *process.children(recursive=True)]
    before = sum(member.memory_info().rss for member in family)
    peers = [Peer.open(server.url, ECHO) for _ in range(100)]
    for peer in peers:
        peer.send(frame(BINARY, claim=ECHO_MAX))
    with Peer.open(server.url, ECHO) as bystander:
        bystander.send(CLOSING)
        assert bystander.read_to_end() == ALIVE
    after = sum(member.memory_info().rss for member in family)
    for peer in peers:
        peer.close()
    assert after - before < 20 * MIB
