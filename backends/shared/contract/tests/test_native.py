"""The native envelope: no frame whatever raises anything but the contract's own error."""

import json

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from backends.shared.contract import (
    Code,
    ContractError,
    Request,
    encode_ack,
    encode_event,
    encode_failure,
    parse_frame,
)


@pytest.mark.parametrize(
    ("frame", "request_"),
    [
        ('{"event": "say"}', Request("say", {}, None)),
        ('{"event": "say", "data": {"a": 1}, "id": 7}', Request("say", {"a": 1}, 7)),
        ('{"event": "", "data": 5, "id": null, "x": 1}', Request("", 5, None)),
        (b'{"event": "say", "id": 9007199254740991}', Request("say", {}, 2**53 - 1)),
    ],
)
def test_parse_reads_event_data_and_id(frame: str | bytes, request_: Request) -> None:
    """A frame becomes a request; data may be missing, unknown keys are ignored."""
    assert parse_frame(frame) == request_


@pytest.mark.parametrize(
    ("frame", "code", "message"),
    [
        ("", "bad_message", "message is not JSON"),
        ("{", "bad_message", "message is not JSON"),
        ("NaN", "bad_message", "message is not JSON"),
        ('{"event": "x", "data": Infinity}', "bad_message", "message is not JSON"),
        ("[" * 100_000, "bad_message", "message is not JSON"),
        ("1" * 5_000, "bad_message", "message is not JSON"),
        (b"\xff", "bad_message", "message is not JSON"),
        ("[]", "bad_message", "message is not a JSON object"),
        ("null", "bad_message", "message is not a JSON object"),
        ("{}", "bad_message", "message has no event"),
        ('{"event": 5}', "bad_message", "message has no event"),
        ('{"event": "x", "id": "7"}', "bad_field", "id: must be an integer from 0 to"),
        ('{"event": "x", "id": -1}', "bad_field", "id: must be an integer from 0 to"),
        ('{"event": "x", "id": 9007199254740992}', "bad_field", "id: must be an integer"),
    ],
)
def test_parse_says_what_is_wrong(frame: str | bytes, code: str, message: str) -> None:
    """A frame that is no request raises an error with the contract's code."""
    with pytest.raises(ContractError) as caught:
        parse_frame(frame)
    assert caught.value.code == code
    assert caught.value.message.startswith(message)


@given(st.binary() | st.text())
@example('{"event": "\ud800"}')
def test_parse_survives_any_bytes(frame: str | bytes) -> None:
    """Any text or bytes is a request or a contract error."""
    try:
        request = parse_frame(frame)
    except ContractError as error:
        assert error.code in (Code.BAD_MESSAGE, Code.BAD_FIELD)
    else:
        assert isinstance(request.event, str)


def test_event_is_compact_utf8() -> None:
    """An event has no spaces, and characters rather than escapes."""
    assert encode_event("said", {"text": "é"}) == '{"event":"said","data":{"text":"é"}}'


def test_ack_answers_only_who_asked() -> None:
    """An acknowledgement carries the request's id; without one there is none."""
    ack = encode_ack(Request("say", {}, 7), {"ok": True})
    assert ack is not None
    assert json.loads(ack) == {"event": "ack", "id": 7, "data": {"ok": True}}
    assert encode_ack(Request("say", {}, None), {"ok": True}) is None


def test_failure_is_an_ack_or_an_event() -> None:
    """A failure answers the id where there is one (0 is one), else it is an error event."""
    error = ContractError(Code.TOO_MANY, "no more")
    data = {"code": "too_many", "message": "no more"}
    assert json.loads(encode_failure(Request("join", {}, 0), error)) == {
        "event": "ack",
        "id": 0,
        "data": {"ok": False, "error": data},
    }
    for request in (None, Request("join", {}, None)):
        assert json.loads(encode_failure(request, error)) == {"event": "error", "data": data}
