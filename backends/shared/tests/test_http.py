"""HTTP bodies, and the status of their errors."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backends.shared.contract import HTTP_BODY_BYTES_MAX, Code, ContractError
from backends.shared.http import body_too_large, parse_body, status_of


@pytest.mark.parametrize("content_type", ["application/json", "Application/JSON; charset=utf-8"])
def test_body_is_a_json_object(content_type: str) -> None:
    """A JSON object with the right type is accepted."""
    assert parse_body(content_type, b'{"a": 1}') == {"a": 1}


@pytest.mark.parametrize(
    ("content_type", "body", "status", "code"),
    [
        (None, b"{}", 415, "unsupported_media_type"),
        ("text/plain", b"{}", 415, "unsupported_media_type"),
        ("application/json", b" " * (HTTP_BODY_BYTES_MAX + 1), 413, "too_large"),
        ("application/json", b"", 400, "bad_message"),
        ("application/json", b"\xff", 400, "bad_message"),
        ("application/json", b"[" * 60_000, 400, "bad_message"),
        ("application/json", b"[]", 400, "bad_message"),
    ],
)
def test_bad_body_has_code_and_status(
    content_type: str | None, body: bytes, status: int, code: str
) -> None:
    """A body of another type, too large or not JSON has its own code and status."""
    with pytest.raises(ContractError) as caught:
        parse_body(content_type, body)
    assert (status_of(caught.value), caught.value.code) == (status, code)


@given(st.binary())
def test_any_body_is_an_object_or_an_error(body: bytes) -> None:
    """Any bytes are an object or a contract error."""
    try:
        assert isinstance(parse_body("application/json", body), dict)
    except ContractError as error:
        assert status_of(error) == 400


def test_largest_body_is_accepted() -> None:
    """A body of exactly the limit is accepted."""
    assert parse_body("application/json", b"{}".ljust(HTTP_BODY_BYTES_MAX)) == {}
    assert status_of(body_too_large()) == 413


def test_bad_field_has_status_400() -> None:
    """An error in a field answers 400."""
    assert status_of(ContractError(Code.BAD_FIELD, "name: is missing")) == 400
