"""Checks messages against the contract in docs/spec/asyncapi.yaml.

Directions are from the client's side. The specification's are from the server's: what its
operations receive, the client sends.
"""

import json
import re
import unicodedata
from functools import cache
from pathlib import Path
from typing import Any, Literal

import jsonschema_rs
import yaml

Direction = Literal["send", "receive"]

PATH = Path(__file__).parent.parent / "docs" / "spec" / "asyncapi.yaml"
SPEC: dict[str, Any] = yaml.safe_load(PATH.read_text(encoding="utf-8"))
LIMITS: dict[str, int] = {name: limit["value"] for name, limit in SPEC["x-limits"].items()}
ERROR_CODES: frozenset[str] = frozenset(SPEC["x-error-codes"])


class ContractViolation(AssertionError):
    """A message or response that the contract does not allow."""


def validate(scenario: str, direction: Direction, event: str, data: object) -> None:
    """Check one event and its data."""
    seen = f"{scenario}: {direction} {event}"
    schema = _events(scenario, direction).get(event)
    if schema is None:
        raise ContractViolation(f"{seen} {_quote(data)}: no such event")
    if scenario == "echo" and event != "error":
        _check_echo(seen, data)
    else:
        _check(schema, data, seen)


def validate_ack(scenario: str, request_event: str, data: object) -> None:
    """Check the acknowledgement of one request, successful or failed."""
    seen = f"{scenario}: ack of {request_event}"
    failed = isinstance(data, dict) and data.get("ok") is False
    if failed and scenario != "echo":
        _check("#/components/schemas/Failed", data, seen)
        return
    schema = _replies(scenario).get(request_event)
    if schema is None:
        raise ContractViolation(f"{seen} {_quote(data)}: this is not acknowledged")
    _check(schema, data, seen)


def validate_native_frame(
    scenario: str, direction: Direction, frame: str | bytes
) -> dict[str, Any] | None:
    """Check one frame of a native WebSocket and return its envelope. Echo has none."""
    if scenario == "echo":
        validate("echo", direction, "message", frame)
        return None
    seen = f"{scenario}: {direction} frame"
    if isinstance(frame, bytes):
        raise ContractViolation(f"{seen} {_quote(frame)}: is binary")
    if direction == "send" and _size(frame) > LIMITS["message_bytes_max"]:
        raise ContractViolation(f"{seen} {_quote(frame)}: is too long")
    try:
        envelope: dict[str, Any] = json.loads(frame, parse_constant=_reject_constant)
    except ValueError as error:
        raise ContractViolation(f"{seen} {_quote(frame)}: {error}") from None
    side = "Client" if direction == "send" else "Server"
    _check(f"#/components/schemas/{side}Frame", envelope, seen)
    if direction == "receive" and envelope["event"] == "ack":
        _check_any_ack(scenario, envelope["data"])
    else:
        validate(scenario, direction, envelope["event"], envelope.get("data", {}))
    return envelope


def validate_http(method: str, path: str, status: int, body: object = None) -> None:
    """Check one HTTP response; `body` is the parsed JSON, or None if it has no body."""
    seen = f"{method} {path}: {status}"
    template = _template(path.partition("?")[0])
    operation = SPEC["x-http"].get(template, {}).get(method.lower())
    if operation is None:
        raise ContractViolation(f"{seen}: no such endpoint")
    response = operation["responses"].get(str(status))
    if response is None:
        raise ContractViolation(f"{seen} {_quote(body)}: no such status")
    if "schema" in response.get("content", {}).get("application/json", {}):
        where = f"{_escape(template)}/{method.lower()}/responses/{status}"
        _check(f"#/x-http/{where}/content/application~1json/schema", body, seen)
    elif status == 204 and body is not None:
        raise ContractViolation(f"{seen} {_quote(body)}: has a body")


def resolve(node: dict[str, Any]) -> dict[str, Any]:
    """Follow a node's references to their target."""
    while isinstance(reference := node.get("$ref"), str):
        node = SPEC
        for part in reference.removeprefix("#/").split("/"):
            node = node[part.replace("~1", "/").replace("~0", "~")]
    return node


def _escape(part: str) -> str:
    """Escape one part of a JSON Pointer."""
    return part.replace("~", "~0").replace("/", "~1")


def _quote(data: object) -> str:
    """Quote data for an error, shortened: a message can be a mebibyte long."""
    text = repr(data)
    return text if len(text) <= 300 else f"{text[:300]}... ({len(text)} characters)"


def _size(data: str | bytes) -> int:
    return len(data if isinstance(data, bytes) else data.encode("utf-8", "surrogatepass"))


def _reject_constant(name: str) -> None:
    raise ValueError(f"{name} is not JSON")


def _check_echo(seen: str, data: object) -> None:
    # JSON Schema has no bytes, and any text is allowed: only type and size are checked.
    if not isinstance(data, str | bytes):
        raise ContractViolation(f"{seen} {_quote(data)}: is neither text nor binary")
    if _size(data) > LIMITS["echo_bytes_max"]:
        raise ContractViolation(f"{seen} {_quote(data)}: is too long")


def _check_any_ack(scenario: str, data: object) -> None:
    """Check an acknowledgement of an unknown request."""
    reasons = []
    for event in _replies(scenario):
        try:
            return validate_ack(scenario, event, data)
        except ContractViolation as violation:
            reasons.append(str(violation))
    raise ContractViolation("; ".join(reasons))


def _check(pointer: str, data: object, seen: str) -> None:
    try:
        # It must be JSON: no bytes, and no lone surrogates, which the validator accepts.
        json.dumps(data, ensure_ascii=False, allow_nan=False).encode()
        _validator(pointer).validate(data)
    except jsonschema_rs.ValidationError as error:
        where = "".join(f"{part}: " for part in error.instance_path)
        raise ContractViolation(f"{seen} {_quote(data)}: {where}{error.message}") from None
    except (TypeError, ValueError) as error:
        raise ContractViolation(f"{seen} {_quote(data)}: {error}") from None


@cache
def _validator(pointer: str) -> jsonschema_rs.Draft7Validator:
    # AsyncAPI uses draft 7. The whole document is the schema, since references point into it.
    return jsonschema_rs.Draft7Validator(
        {**SPEC, "$ref": pointer}, validate_formats=True, formats={"nfc": _is_nfc}
    )


def _is_nfc(text: str) -> bool:
    return unicodedata.is_normalized("NFC", text)


@cache
def _events(scenario: str, direction: Direction) -> dict[str, str]:
    """Map the names of one direction's events to the schemas of their data."""
    action = "receive" if direction == "send" else "send"
    return {
        message["name"]: message["payload"]["$ref"]
        for operation in _operations(scenario, action)
        for message in map(resolve, operation["messages"])
    }


@cache
def _replies(scenario: str) -> dict[str, str]:
    """Map the names of requests to the schemas of their successful acknowledgements."""
    return {
        resolve(operation["messages"][0])["name"]: resolve(reply["messages"][0])["payload"]["$ref"]
        for operation in _operations(scenario, "receive")
        if (reply := operation.get("reply"))
    }


def _operations(scenario: str, action: str) -> list[dict[str, Any]]:
    if scenario not in SPEC["channels"]:
        raise ContractViolation(f"{scenario}: no such scenario")
    channel = {"$ref": f"#/channels/{scenario}"}
    operations = SPEC["operations"].values()
    return [o for o in operations if o["channel"] == channel and o["action"] == action]


def _template(path: str) -> str:
    """Return the specification's path template that matches a path."""
    for template in SPEC["x-http"]:
        if re.fullmatch(re.sub(r"\{\w+\}", ".+", template), path):
            return str(template)
    return path
