"""The first bytes of a frame: mask, reserved bits, opcodes (RFC 6455, 5.1 to 5.3)."""

import pytest

from harness.pytest.fixtures import FEW_FRAMES, Check
from harness.rfc6455.cases import ALIVE, Case, fails, passes
from harness.rfc6455.wire import (
    BINARY,
    CLOSE,
    CONTINUATION,
    PING,
    PONG,
    TEXT,
    End,
    Message,
    Outcome,
    frame,
    text,
)

pytestmark = [pytest.mark.protocol("native"), FEW_FRAMES]

HELLO = frame(TEXT, "hello")
OPCODES = {"text": TEXT, "binary": BINARY, "ping": PING, "pong": PONG}
MASKS = {"zeros": b"\0\0\0\0", "ones": b"\xff\xff\xff\xff", "a space": b" \0 \0"}
RESERVED = [*range(0x3, 0x8), *range(0xB, 0x10)]


def unmasked(name: str, *parts: bytes, taken: Outcome) -> Case:
    """Return a case that a server must reject; a server that does not check accepts it."""
    return fails(f"5.1 unmasked {name}", *parts, instead={"takes_unmasked": taken})


UNMASKED = [
    unmasked("text", frame(TEXT, "x", mask=None), taken=[text("x"), *ALIVE]),
    unmasked("empty text", frame(TEXT, mask=None), taken=[text(""), *ALIVE]),
    unmasked("binary", frame(BINARY, "x", mask=None), taken=[Message(BINARY, b"x"), *ALIVE]),
    unmasked("ping", frame(PING, "x", mask=None), taken=[Message(PONG, b"x"), *ALIVE]),
    unmasked("pong", frame(PONG, mask=None), taken=ALIVE),
    unmasked("close", frame(CLOSE, b"\x03\xe8", mask=None), taken=[End(1000)]),
    unmasked(
        "first fragment",
        frame(TEXT, "a", fin=False, mask=None),
        frame(CONTINUATION, "b"),
        taken=[text("ab"), *ALIVE],
    ),
    unmasked(
        "last fragment",
        frame(TEXT, "a", fin=False),
        frame(CONTINUATION, "b", mask=None),
        taken=[text("ab"), *ALIVE],
    ),
]

MASKED = [
    passes(f"5.3 mask of {name}", frame(TEXT, payload, mask=mask), answers=[text(payload)])
    for name, mask in MASKS.items()
    for payload in ("", "a", "ab", "abc", "abcd", "abcde")
]

RESERVED_BITS = [
    fails(f"5.2 reserved bits {rsv:03b} on {name}", frame(opcode, "x", rsv=rsv))
    for rsv in range(1, 8)
    for name, opcode in OPCODES.items()
] + [
    fails("5.2 reserved bit on close", frame(CLOSE, b"\x03\xe8", rsv=4)),
    fails("5.2 reserved bit on an empty frame", frame(TEXT, rsv=4)),
    fails("5.2 reserved bit on a large frame", frame(TEXT, "x" * 70_000, rsv=2)),
    fails("5.2 reserved bit after a message", HELLO, frame(TEXT, rsv=1), answers=[text("hello")]),
    fails(
        "5.2 reserved bit on a fragment",
        frame(TEXT, "a", fin=False),
        frame(CONTINUATION, "b", rsv=4),
    ),
]

RESERVED_OPCODES = [
    case
    for opcode in RESERVED
    for case in (
        fails(f"5.2 opcode {opcode:#x}", frame(opcode)),
        fails(f"5.2 opcode {opcode:#x} with a payload", frame(opcode, "x" * 100)),
        fails(
            f"5.2 opcode {opcode:#x} after a message",
            HELLO,
            frame(opcode),
            answers=[text("hello")],
        ),
    )
]


@pytest.mark.parametrize("case", UNMASKED, ids=str)
def test_unmasked_frame_fails_the_connection(check: Check, case: Case) -> None:
    """An unmasked frame fails the connection."""
    check(case)


@pytest.mark.parametrize("case", MASKED, ids=str)
def test_mask_is_undone(check: Check, case: Case) -> None:
    """Every mask is undone, for payloads of any length."""
    check(case)


@pytest.mark.parametrize("case", RESERVED_BITS, ids=str)
def test_reserved_bit_fails_the_connection(check: Check, case: Case) -> None:
    """A reserved bit without an extension fails the connection."""
    check(case)


@pytest.mark.parametrize("case", RESERVED_OPCODES, ids=str)
def test_reserved_opcode_fails_the_connection(check: Check, case: Case) -> None:
    """A reserved opcode fails the connection."""
    check(case)
