"""The native envelope, and the answer to any frame."""

import json
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from backends.shared.contract import (
    Code,
    ContractError,
    Request,
    answer,
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
def test_parse_frame_reads_event_data_and_id(frame: str | bytes, request_: Request) -> None:
    """A frame is a request; data is optional, and unknown keys are ignored."""
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
def test_parse_frame_rejects_invalid_frames(frame: str | bytes, code: str, message: str) -> None:
    """An invalid frame raises an error with code and message."""
    with pytest.raises(ContractError) as caught:
        parse_frame(frame)
    assert caught.value.code == code
    assert caught.value.message.startswith(message)


@given(st.binary() | st.text())
@example('{"event": "\ud800"}')
def test_parse_frame_accepts_or_rejects_any_bytes(frame: str | bytes) -> None:
    """Any text or bytes is a request or a contract error."""
    try:
        request = parse_frame(frame)
    except ContractError as error:
        assert error.code in (Code.BAD_MESSAGE, Code.BAD_FIELD)
    else:
        assert isinstance(request.event, str)


def test_encoded_event_is_compact_utf8() -> None:
    """An event has no spaces and no escapes."""
    assert encode_event("said", {"text": "é"}) == '{"event":"said","data":{"text":"é"}}'


def test_acknowledgement_has_the_id_of_its_request() -> None:
    """An acknowledgement has the request's id; a request without an id gets none."""
    ack = encode_ack(Request("say", {}, 7), {"ok": True})
    assert ack is not None
    assert json.loads(ack) == {"event": "ack", "id": 7, "data": {"ok": True}}
    assert encode_ack(Request("say", {}, None), {"ok": True}) is None


def test_failure_is_an_acknowledgement_or_an_event() -> None:
    """A failure is an acknowledgement if the request has an id, even 0, else an error event."""
    error = ContractError(Code.TOO_MANY, "no more")
    data = {"code": "too_many", "message": "no more"}
    assert json.loads(encode_failure(Request("join", {}, 0), error)) == {
        "event": "ack",
        "id": 0,
        "data": {"ok": False, "error": data},
    }
    for request in (None, Request("join", {}, None)):
        assert json.loads(encode_failure(request, error)) == {"event": "error", "data": data}


def double(data: object) -> dict[str, Any]:
    """Handle an event: double a number, if it is one."""
    if not isinstance(data, int):
        raise ContractError(Code.BAD_FIELD, "data: must be a number")
    return {"ok": True, "double": 2 * data}


@pytest.mark.parametrize(
    ("frame", "reply"),
    [
        ({"event": "double", "data": 2, "id": 7}, {"id": 7, "data": {"ok": True, "double": 4}}),
        ({"event": "double", "data": 2}, None),
        ({"event": "double", "data": "2", "id": 7}, {"id": 7, "error": "bad_field"}),
        ({"event": "double", "data": "2"}, {"error": "bad_field"}),
        ({"event": "triple", "id": 7}, {"id": 7, "error": "unknown_event"}),
        ({"event": "triple"}, {"error": "unknown_event"}),
        ({"event": "double", "data": 2, "id": -1}, {"error": "bad_field"}),
        ({}, {"error": "bad_message"}),
    ],
)
def test_answer_is_the_acknowledgement_or_the_error(
    frame: dict[str, Any], reply: dict[str, Any] | None
) -> None:
    """A handler's result is the acknowledgement; any contract error is a failure."""
    text = answer(json.dumps(frame), {"double": double})
    if reply is None:
        assert text is None
        return
    assert text is not None
    envelope = json.loads(text)
    code = reply.pop("error", None)
    if code is None:
        assert envelope == {"event": "ack", **reply}
    elif "id" in reply:
        assert (envelope["event"], envelope["id"]) == ("ack", reply["id"])
        assert (envelope["data"]["ok"], envelope["data"]["error"]["code"]) == (False, code)
    else:
        assert (envelope["event"], envelope["data"]["code"]) == ("error", code)
        assert "id" not in envelope


def test_answer_shortens_the_name_of_an_unknown_event() -> None:
    """The error for an unknown event quotes at most 40 characters of its name."""
    text = answer(json.dumps({"event": "x" * 1000}), {})
    assert text is not None
    assert json.loads(text)["data"]["message"] == f"no event {'x' * 40!r} here"


def test_answer_passes_on_other_exceptions() -> None:
    """An exception that is not a contract error reaches the backend."""

    def fail(data: object) -> dict[str, Any]:
        raise KeyError(data)

    with pytest.raises(KeyError):
        answer('{"event": "fail"}', {"fail": fail})


@given(st.text())
def test_answer_survives_any_text(frame: str) -> None:
    """Any text without an event is answered with an error event."""
    reply = answer(frame, {})
    assert reply is not None
    assert json.loads(reply)["event"] == "error"
