"""Messages in fragments (RFC 6455, 5.4)."""

import pytest

from harness.pytest.fixtures import FEW_FRAMES, Check
from harness.rfc6455.cases import Case, fails, passes
from harness.rfc6455.wire import (
    BINARY,
    CONTINUATION,
    PING,
    PONG,
    TEXT,
    End,
    Message,
    close,
    fragments,
    frame,
    text,
)

pytestmark = [pytest.mark.protocol("native"), FEW_FRAMES]

BEGIN, MIDDLE = frame(TEXT, "a", fin=False), frame(CONTINUATION, "b", fin=False)
LAST = frame(CONTINUATION, "c")
PINGED = Message(PONG, b"p")
HELLO = frame(TEXT, "hello")

TOGETHER = [
    passes("5.4 two fragments", BEGIN, LAST, answers=[text("ac")]),
    passes("5.4 three fragments", BEGIN, MIDDLE, LAST, answers=[text("abc")]),
    passes("5.4 in one segment", BEGIN + MIDDLE + LAST, answers=[text("abc")]),
    passes(
        "5.4 binary",
        *fragments(BINARY, b"\0", b"\xff", b"\0"),
        answers=[Message(BINARY, b"\0\xff\0")],
    ),
    passes("5.4 all empty", *fragments(TEXT, b"", b"", b""), answers=[text("")]),
    passes("5.4 an empty first", *fragments(TEXT, b"", b"x"), answers=[text("x")]),
    passes("5.4 an empty last", *fragments(TEXT, b"x", b""), answers=[text("x")]),
    passes("5.4 1000 fragments", *fragments(TEXT, *[b"*"] * 1000), answers=[text("*" * 1000)]),
    passes(
        "5.4 fragments of every length",
        *fragments(BINARY, b"*" * 125, b"*" * 126, b"*" * 65_535, b"*" * 65_536),
        answers=[Message(BINARY, b"*" * 131_322)],
    ),
    passes(
        "5.4 one message after the other",
        *fragments(TEXT, b"a", b"b"),
        *fragments(BINARY, b"c", b"d"),
        answers=[text("ab"), Message(BINARY, b"cd")],
    ),
]

BETWEEN = [
    passes("5.4 ping between", BEGIN, frame(PING, "p"), LAST, answers=[PINGED, text("ac")]),
    passes("5.4 pong between", BEGIN, frame(PONG, "p"), LAST, answers=[text("ac")]),
    passes(
        "5.4 pings between all",
        *(BEGIN, frame(PING, "p"), MIDDLE, frame(PING, "p"), LAST),
        answers=[PINGED, PINGED, text("abc")],
    ),
    passes(
        "5.4 ping between, octet by octet",
        *(bytes([octet]) for octet in BEGIN + frame(PING, "p") + LAST),
        answers=[PINGED, text("ac")],
    ),
    Case("5.4 close between", [BEGIN, close(1000)], [End(1000)]),
]

OUT_OF_ORDER = [
    fails("5.4 continuation of nothing", LAST),
    fails("5.4 continuation of nothing, to be continued", MIDDLE),
    fails("5.4 empty continuation of nothing", frame(CONTINUATION)),
    fails("5.4 continuation of a whole message", HELLO, LAST, answers=[text("hello")]),
    fails(
        "5.4 continuation after the last",
        *fragments(TEXT, b"a", b"b"),
        LAST,
        answers=[text("ab")],
    ),
    fails("5.4 continuation after a ping", frame(PING, "p"), LAST, answers=[PINGED]),
    fails("5.4 text inside a message", BEGIN, HELLO),
    fails("5.4 binary inside a message", BEGIN, frame(BINARY, "x")),
    fails("5.4 begins again", BEGIN, BEGIN),
    fails("5.4 begins again after an empty fragment", frame(TEXT, fin=False), HELLO),
    fails("5.4 text inside, after a ping", BEGIN, frame(PING, "p"), HELLO, answers=[PINGED]),
    fails("5.4 text inside, after a continuation", BEGIN, MIDDLE, HELLO),
]


@pytest.mark.parametrize("case", TOGETHER, ids=str)
def test_fragments_make_one_message(check: Check, case: Case) -> None:
    """Any number of fragments make one message, even if some are empty."""
    check(case)


@pytest.mark.parametrize("case", BETWEEN, ids=str)
def test_control_frame_between_fragments_is_answered(check: Check, case: Case) -> None:
    """A control frame between fragments is answered at once and does not change the message."""
    check(case)


@pytest.mark.parametrize("case", OUT_OF_ORDER, ids=str)
def test_fragment_out_of_order_fails_the_connection(check: Check, case: Case) -> None:
    """A continuation of nothing, or a new message inside another, fails the connection."""
    check(case)
