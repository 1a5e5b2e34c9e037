"""The end of a connection: Close frames, their codes, and who closes what (RFC 6455, 5.5.1, 7)."""

import pytest

from harness import spec
from harness.processes.server import Server
from harness.pytest.fixtures import FEW_FRAMES, Check, Start
from harness.rfc6455.cases import ALIVE, ECHO, NO_CLOSE_FRAME, Case, converse, fails
from harness.rfc6455.peer import Peer
from harness.rfc6455.wire import (
    BINARY,
    CLOSE,
    DROPPED,
    NO_CODE,
    PING,
    TEXT,
    End,
    close,
    frame,
    text,
)

pytestmark = [pytest.mark.protocol("native"), FEW_FRAMES]

ALLOWED = [1000, 1001, 1002, 1003, *range(1007, 1015), 3000, 3999, 4000, 4999]
FORBIDDEN = [0, 999, 1004, 1005, 1006, 1015, 1016, 1100, 2000, 2999, 5000, 65_535]
ANY_CODE = "echoes_any_close_code"
HALF_A_CODE = "takes_half_a_close_code"

CODES = [Case(f"7.4 code {code}", [close(code)], [End(code)]) for code in ALLOWED]
BAD_CODES = [
    fails(f"7.4 code {code}", close(code, reason), instead={ANY_CODE: [End(code)]})
    for code in FORBIDDEN
    for reason in ("", "reason")
]
REASONS = [
    Case(f"5.5.1 reason of {len(reason.encode())} bytes", [close(1000, reason)], [End(1000)])
    for reason in ("", "x", "Auf Wiedersehen, Schildkröte", "κόσμε", "\0", "*" * 123)
]
BAD_BODIES = [
    fails("5.5.1 half a code", frame(CLOSE, b"\x03"), instead={HALF_A_CODE: [NO_CODE]}),
    *(
        fails(f"8.1 reason {reason[-4:].hex()}", close(1000, reason), code=1007)
        for reason in (
            b"\xff",
            b"\xce",
            b"ok\xed\xa0\x80",
            b"\xf4\x90\x80\x80",
            b"*" * 122 + b"\xce",
        )
    ),
]
IGNORED = [
    Case("5.5.1 text after", [close(1000), frame(TEXT, "late")], [End(1000)]),
    Case("5.5.1 ping after", [close(1000), frame(PING, "late")], [End(1000)]),
    Case("5.5.1 another Close after", [close(1000), close(4000)], [End(1000)]),
    Case("5.5.1 invalid bytes after", [close(1000), b"\xff" * 1000], [End(1000)]),
    Case("5.5.1 all in one segment", [close(1000) + frame(TEXT, "*" * 70_000)], [End(1000)]),
    Case("5.5.1 after a message", [frame(TEXT, "a"), close(1000)], [text("a"), End(1000)]),
    Case("5.5.1 in a message", [frame(TEXT, "a", fin=False), close(1000)], [End(1000)]),
    Case("5.5.1 octet by octet", [bytes([octet]) for octet in close(3000, "bye")], [End(3000)]),
]


@pytest.mark.parametrize("case", [*CODES, *REASONS], ids=str)
def test_close_is_answered_with_its_code(check: Check, case: Case) -> None:
    """A Close frame is answered with the same code."""
    check(case)


def test_close_without_a_code_is_answered(server: Server) -> None:
    """An empty Close frame is answered by an empty one, or by 1000."""
    outcomes = converse(server.url, [Case("5.5.1 empty", [frame(CLOSE)], [])])
    assert outcomes in ([[NO_CODE]], [[End(1000)]])


@pytest.mark.parametrize("case", [*BAD_CODES, *BAD_BODIES], ids=str)
def test_bad_close_fails_the_connection(check: Check, case: Case) -> None:
    """A code that must not be sent, half a code, or a reason that is not UTF-8 is an error."""
    check(case)


@pytest.mark.parametrize("case", IGNORED, ids=str)
def test_data_after_close_is_ignored(check: Check, case: Case) -> None:
    """After a Close frame the server ignores what the client sends, and sends nothing."""
    check(case)


def too_much() -> bytes:
    """Return a message over the limit of a JSON scenario."""
    return frame(TEXT, "*" * (spec.LIMITS["message_bytes_max"] + 1))


@pytest.mark.parametrize(
    ("sent", "code"),
    [(frame(BINARY, "x"), 1003), (too_much(), 1009), (frame(TEXT, rsv=1), 1002)],
    ids=["1003", "1009", "1002"],
)
def test_server_waits_for_the_closing_handshake(server: Server, sent: bytes, code: int) -> None:
    """A server that closes handles no more messages, and closes TCP after the client's answer."""
    with Peer.open(server.url, "/ws/broadcast") as peer:
        peer.send(sent)
        if code == 1002 and server.manifest.deviates(NO_CLOSE_FRAME):
            assert peer.read_message() is None
            return
        message = peer.read_message()
        while message is not None and message.opcode == PING:
            message = peer.read_message()
        assert message is not None
        assert (message.opcode, message.payload[:2]) == (CLOSE, code.to_bytes(2, "big"))
        peer.send(frame(TEXT, '{"event": "message", "data": {"text": "late"}, "id": 1}'))
        peer.send(frame(PING, "late"), close(code))
        peer.expect_eof()


def test_stopping_server_sends_1001(start: Start) -> None:
    """A server that is stopping starts the closing handshake with 1001."""
    server = start()
    with Peer.open(server.url, ECHO) as peer:
        server.process.terminate()
        assert peer.read_to_end() == [End(1001)]
    server.wait()


@pytest.mark.parametrize(
    "sent",
    [b"", frame(TEXT, "a", fin=False), frame(TEXT, "abc")[:-1], b"\x81"],
    ids=["at once", "between fragments", "within a payload", "within a header"],
)
def test_half_closed_connection_ends(server: Server, sent: bytes) -> None:
    """A client that half-closes TCP without a Close frame is disconnected."""
    with Peer.open(server.url, ECHO) as peer:
        peer.send(sent)
        peer.finish()
        outcome = peer.read_to_end()
    assert outcome in ([DROPPED], [NO_CODE], [End(1000)])
    (alive,) = converse(server.url, [Case("7 a bystander", [], ALIVE)])
    assert alive == ALIVE
