"""The specification is valid AsyncAPI, its examples are valid, and it matches the code."""

import base64
import dataclasses
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from backends.shared import contract
from backends.shared.launcher import Settings
from harness import spec

ROOT = Path(__file__).parents[2]
NAME_CHARACTERS = "aZ\u00e9\u0928\u5b57\ud55c 5\u0663\u0969 \u0301\u093f\u094d\u20dd -_."
"""Letters, digits and marks of several scripts, and a name's punctuation."""
ASYNCAPI_SCHEMA = ROOT / "node_modules/@asyncapi/specs/schemas/3.0.0.json"


def messages() -> Iterator[Any]:
    """Yield each message of each operation, with its scenario, direction and name."""
    for operation in spec.SPEC["operations"].values():
        scenario = operation["channel"]["$ref"].rpartition("/")[2]
        direction = "send" if operation["action"] == "receive" else "receive"
        for reference in operation["messages"]:
            message = spec.resolve(reference)
            case = (scenario, direction, message["name"], message)
            yield pytest.param(*case, id=f"{scenario}-{direction}-{message['name']}")


def replies() -> Iterator[Any]:
    """Yield each acknowledgement of each request."""
    for operation in spec.SPEC["operations"].values():
        scenario = operation["channel"]["$ref"].rpartition("/")[2]
        request = spec.resolve(operation["messages"][0])["name"]
        for reference in operation.get("reply", {"messages": []})["messages"]:
            message_id = reference["$ref"].rpartition("/")[2]
            message = spec.resolve(reference)
            yield pytest.param(scenario, request, message, id=f"{scenario}-{request}-{message_id}")


def http_answers() -> Iterator[Any]:
    """Yield each HTTP response that has a body."""
    for path, operations in spec.SPEC["x-http"].items():
        for method, operation in operations.items():
            for status, response in operation["responses"].items():
                answer = response.get("content", {}).get("application/json")
                if answer:
                    case = (method.upper(), path, int(status), answer["example"])
                    yield pytest.param(*case, id=f"{method}-{path}-{status}")


def value(message: dict[str, Any], example: dict[str, Any]) -> object:
    """Return an example's data in the format of the wire."""
    if spec.resolve(message["payload"]).get("contentEncoding") == "base64":
        return base64.b64decode(example["payload"])
    return example["payload"]


def test_specification_is_valid_asyncapi() -> None:
    """AsyncAPI's schema accepts the specification."""
    schema = json.loads(ASYNCAPI_SCHEMA.read_text(encoding="utf-8"))
    errors = jsonschema_rs.validator_for(schema).iter_errors(spec.SPEC)
    assert [f"{error.instance_path}: {error.message}" for error in errors] == []


def test_specification_uses_every_message() -> None:
    """Every defined message is sent, received or a reply in some operation."""
    used = {case.values[-1]["summary"] for case in (*messages(), *replies())}
    assert used == {message["summary"] for message in spec.SPEC["components"]["messages"].values()}


@pytest.mark.parametrize(("scenario", "direction", "event", "message"), list(messages()))
def test_message_examples_are_valid(
    scenario: str, direction: spec.Direction, event: str, message: dict[str, Any]
) -> None:
    """Every message has examples, and its schema accepts them."""
    assert message["examples"]
    for example in message["examples"]:
        spec.validate(scenario, direction, event, value(message, example))


@pytest.mark.parametrize(("scenario", "request_event", "message"), list(replies()))
def test_acknowledgement_examples_are_valid(
    scenario: str, request_event: str, message: dict[str, Any]
) -> None:
    """Every acknowledgement has examples, and its schema accepts them."""
    assert message["examples"]
    for example in message["examples"]:
        spec.validate_ack(scenario, request_event, example["payload"])


@pytest.mark.parametrize(("method", "path", "status", "example"), list(http_answers()))
def test_http_examples_are_valid(method: str, path: str, status: int, example: object) -> None:
    """The schema of every JSON response accepts its example."""
    spec.validate_http(method, path, status, example)


def test_limits_match_the_code() -> None:
    """The specification and the contract have the same limits."""
    limits = vars(contract.limits)
    assert {name.upper(): limit for name, limit in spec.LIMITS.items()} == {
        name: limit for name, limit in limits.items() if name.isupper()
    }


def test_error_codes_match_the_code() -> None:
    """The specification, its error schema and the contract have the same error codes."""
    enum = spec.SPEC["components"]["schemas"]["Error"]["properties"]["code"]["enum"]
    assert set(spec.ERROR_CODES) == set(enum) == {code.value for code in contract.Code}


def test_settings_match_the_code() -> None:
    """The specification and the code have the same settings."""
    fields = {field.name for field in dataclasses.fields(Settings)}
    # A backend's servers are in its manifest.
    assert {name.lower() for name in spec.SPEC["x-settings"]} == fields - {"server"}


@pytest.mark.parametrize("name", spec.SPEC["x-settings"])
def test_defaults_and_options_match_the_code(name: str) -> None:
    """A setting has the specified default, option and variable."""
    setting = spec.SPEC["x-settings"][name]
    sample = {"HOST": "::1", "ALLOWED_ORIGINS": "https://example.org"}.get(name, "7")

    def parse(arguments: list[str], environ: dict[str, str]) -> Settings:
        key = {"SECRET_KEY": "key"}  # otherwise a new one each time
        return Settings.parse("test", ["only"], arguments, key | environ)

    if name != "SECRET_KEY":
        assert parse([], {name: setting["default"]}) == parse([], {})
        assert parse([setting["option"], sample], {}) == parse([], {name: sample})
    assert parse([], {name: sample}) != parse([], {})


@given(st.text(st.sampled_from(NAME_CHARACTERS), max_size=40))
def test_specification_accepts_names_that_the_code_accepts(sent: str) -> None:
    """The schemas accept every name that the contract accepts."""
    try:
        name = contract.parse_login({"name": sent})
    except contract.ContractError:
        return
    spec.validate("chat", "send", "leave", {"room": sent})
    spec.validate("chat", "receive", "joined", {"room": name, "name": name, "members": [name]})
