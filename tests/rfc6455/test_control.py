"""Pings, pongs and the rules that all control frames share (RFC 6455, 5.5)."""

import pytest

from harness.pytest.fixtures import FEW_FRAMES, Check
from harness.rfc6455.cases import Case, fails, passes
from harness.rfc6455.wire import CLOSE, CONTINUATION, PING, PONG, TEXT, Message, frame, text

pytestmark = [pytest.mark.protocol("native"), FEW_FRAMES]

HELLO, HELLO_BACK = frame(TEXT, "hello"), text("hello")
CONTROL = {"close": CLOSE, "ping": PING, "pong": PONG}
PAYLOADS = [b"", b"x", b"hello", b"\x00\xff\xfe\xfd", "żółw".encode(), b"*" * 124, b"*" * 125]
TEN = [b"%d" % n for n in range(10)]

PINGS = [
    passes(f"5.5.2 {payload[:8]!r} of {len(payload)}", frame(PING, payload), answers=[pong])
    for payload in PAYLOADS
    for pong in [Message(PONG, payload)]
] + [
    passes(
        "5.5.2 ten pings",
        *(frame(PING, payload) for payload in TEN),
        answers=[Message(PONG, payload) for payload in TEN],
    ),
    passes(
        "5.5.2 octet by octet",
        *(bytes([octet]) for octet in frame(PING, "*" * 125)),
        answers=[Message(PONG, b"*" * 125)],
    ),
    passes(
        "5.5.2 between messages",
        *(HELLO, frame(PING, "p"), HELLO),
        answers=[HELLO_BACK, Message(PONG, b"p"), HELLO_BACK],
    ),
]

PONGS = [
    passes("5.5.3 an empty pong", frame(PONG)),
    passes("5.5.3 a pong with a payload", frame(PONG, "nobody asked")),
    passes("5.5.3 a long pong", frame(PONG, "*" * 125)),
    passes("5.5.3 ten pongs", *(frame(PONG, payload) for payload in TEN)),
    passes(
        "5.5.3 a pong, a ping, a message",
        *(frame(PONG, "a"), frame(PING, "b"), HELLO),
        answers=[Message(PONG, b"b"), HELLO_BACK],
    ),
]

TOO_LONG = [
    fails(f"5.5 {name} of {size} bytes", frame(opcode, b"\x03\xe8".ljust(size, b"*")))
    for name, opcode in CONTROL.items()
    for size in (126, 127, 65_536)
] + [
    fails(f"5.5 {name} of 1 byte, length in {width}", frame(opcode, "x", width=width))
    for name, opcode in CONTROL.items()
    for width in (2, 8)
]

FRAGMENTED = [
    fails(f"5.5 fragmented {name}", frame(opcode, b"\x03\xe8", fin=False), frame(CONTINUATION))
    for name, opcode in CONTROL.items()
] + [
    fails(
        f"5.5 fragmented {name} inside a message",
        frame(TEXT, "a", fin=False),
        frame(opcode, b"\x03\xe8", fin=False),
    )
    for name, opcode in CONTROL.items()
]


@pytest.mark.parametrize("case", PINGS, ids=str)
def test_ping_is_answered(check: Check, case: Case) -> None:
    """Pings are answered in order, each with its payload."""
    check(case)


@pytest.mark.parametrize("case", PONGS, ids=str)
def test_unsolicited_pong_is_ignored(check: Check, case: Case) -> None:
    """A pong that answers no ping is ignored."""
    check(case)


@pytest.mark.parametrize("case", TOO_LONG, ids=str)
def test_long_control_frame_fails_the_connection(check: Check, case: Case) -> None:
    """A control frame of more than 125 bytes fails the connection."""
    check(case)


@pytest.mark.parametrize("case", FRAGMENTED, ids=str)
def test_fragmented_control_frame_fails_the_connection(check: Check, case: Case) -> None:
    """A control frame without FIN fails the connection."""
    check(case)
