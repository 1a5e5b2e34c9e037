"""The validation that all other tests use finds every violation of the contract and names it."""

from collections.abc import Callable
from typing import Any

import pytest

from harness.spec import (
    ContractViolation,
    validate,
    validate_ack,
    validate_http,
    validate_native_frame,
)

SAID = {"room": "lobby", "name": "ada", "text": "hi", "at": 1795176000000, "seq": 1}
NAME = r"^[\p{L}\p{Nd}._-]([\p{L}\p{M}\p{Nd} ._-]*[\p{L}\p{M}\p{Nd}._-])?$"

HOLDS: list[tuple[Callable[..., Any], tuple[Any, ...]]] = [
    (validate, ("chat", "send", "join", {"room": " lobby ", "name": None, "unknown": 1})),
    (validate, ("chat", "receive", "said", SAID | {"name": "Zo\u00eb \u0928\u092e\u0938\u094d"})),
    (validate, ("chat", "receive", "said", SAID | {"text": "\U0001f600" * 2000})),
    (validate, ("echo", "receive", "message", "")),
    (validate, ("echo", "send", "message", b"\xff" * 1048576)),
    (validate_ack, ("chat", "say", {"ok": True, "seq": 4})),
    (validate_native_frame, ("echo", "receive", b"")),
    (validate_native_frame, ("chat", "send", '{"event":"leave","data":{"room":"a"},"id":0}')),
    (validate_native_frame, ("chat", "receive", '{"event":"ack","id":3,"data":{"ok":true}}')),
    (validate_http, ("GET", "/static/transports/native.js", 200)),
    (validate_http, ("GET", "/api/session?again", 200, {"name": None})),
    (validate_http, ("DELETE", "/api/session", 204)),
]

BREAKS: list[tuple[Callable[..., Any], tuple[Any, ...], str]] = [
    (validate, ("chat", "receive", "said", SAID | {"name": " ada"}),
     f'name: " ada" does not match "{NAME}"'),
    (validate, ("chat", "receive", "said", SAID | {"name": "Zoe\u0308"}),
     'name: "Zoe\u0308" is not a "nfc"'),
    (validate, ("chat", "receive", "said", SAID | {"text": "\ud800"}), "surrogates not allowed"),
    (validate, ("chat", "receive", "said", SAID | {"text": "a" * 2001}),
     "is longer than 2000 characters"),
    (validate, ("chat", "receive", "said", SAID | {"at": True}),
     'at: true is not of type "integer"'),
    (validate, ("chat", "receive", "said", SAID | {"more": 1}), "('more' was unexpected)"),
    (validate, ("chat", "receive", "said", SAID | {"text": b"hi"}), "is not JSON serializable"),
    (validate, ("chat", "receive", "error", {"code": "bad_field", "message": "no field"}),
     'message: "no field" does not match "^[a-z]+: "'),
    (validate, ("chat", "receive", "shouted", SAID), "no such event"),
    (validate, ("lounge", "receive", "said", SAID), "lounge: no such scenario"),
    (validate, ("echo", "receive", "message", {}), "is neither text nor binary"),
    (validate, ("echo", "receive", "message", b"\xff" * 1048577), "is too long"),
    (validate_ack, ("chat", "join", {"ok": True}), '"room" is a required property'),
    (validate_ack, ("chat", "say", {"ok": False}), '"error" is a required property'),
    (validate_ack, ("chat", "said", {"ok": True}), "this is not acknowledged"),
    (validate_ack, ("echo", "message", {"ok": True}), "this is not acknowledged"),
    (validate_native_frame, ("chat", "receive", '{"event":"ack","data":{"ok":true}}'),
     '"id" is a required property'),
    (validate_native_frame, ("chat", "receive", '{"event":"left","id":1,"data":{}}'),
     '{"required":["id"]} is not allowed'),
    (validate_native_frame, ("broadcast", "receive", '{"event":"ack","id":1,"data":{"ok":1}}'),
     "ok: true was expected"),
    (validate_native_frame, ("push", "receive", '{"event":"tick","data":{"n":NaN}}'),
     "NaN is not JSON"),
    (validate_native_frame, ("push", "receive", "tick"), "Expecting value"),
    (validate_native_frame, ("push", "receive", b"{}"), "is binary"),
    (validate_native_frame, ("push", "send", "[" + " " * 65536 + "]"), "is too long"),
    (validate_http, ("GET", "/api/session", 200, {"name": 2}), "name: 2 is not valid"),
    (validate_http, ("GET", "/api/session", 201, {"name": None}), "no such status"),
    (validate_http, ("GET", "/api/sessions", 200, {"name": None}), "no such endpoint"),
    (validate_http, ("DELETE", "/api/session", 204, {}), "has a body"),
]  # fmt: skip


@pytest.mark.parametrize(("check", "arguments"), HOLDS)
def test_validation_accepts_what_keeps_the_contract(
    check: Callable[..., Any], arguments: tuple[Any, ...]
) -> None:
    """Validation accepts what the contract allows."""
    check(*arguments)


@pytest.mark.parametrize(("check", "arguments", "reason"), BREAKS)
def test_validation_rejects_what_breaks_the_contract(
    check: Callable[..., Any], arguments: tuple[Any, ...], reason: str
) -> None:
    """The error quotes the data and gives the reason."""
    with pytest.raises(ContractViolation) as violation:
        check(*arguments)
    assert reason in str(violation.value)
    assert str(violation.value).startswith(str(arguments[0]))
