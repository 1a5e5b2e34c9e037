"""Fields of client messages: what is accepted, and the exact errors for the rest."""

import unicodedata
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backends.shared.contract import Code, ContractError, fields

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


@pytest.mark.parametrize("text", ["a", " ", "a" * 2000, "😀" * 2000, "<script>", "\x00\n"])
def test_text_is_unchanged(text: str) -> None:
    """A text of 1 to 2000 characters is returned unchanged."""
    assert fields.text({"text": text}, "text") == text


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ({}, "text: is missing"),
        ({"text": None}, "text: must be a string"),
        ({"text": 5}, "text: must be a string"),
        ({"text": b"x"}, "text: must be a string"),
        ({"text": ""}, "text: must be 1 to 2000 characters"),
        ({"text": "a" * 2001}, "text: must be 1 to 2000 characters"),
        ({"text": "a\ud800"}, "text: must be well-formed Unicode"),
    ],
)
def test_bad_text_raises_field_and_rule(data: dict[str, Any], message: str) -> None:
    """The error for a bad text names the field and the rule."""
    with pytest.raises(ContractError) as caught:
        fields.text(data, "text")
    assert caught.value.to_data() == {"code": "bad_field", "message": message}


@pytest.mark.parametrize(
    ("sent", "name"),
    [
        ("ada", "ada"),
        ("  ada  ", "ada"),
        ("Ada_L. 2-x", "Ada_L. 2-x"),
        ("e\u0301", "é"),
        ("李雷", "李雷"),
        ("हिन्दी", "हिन्दी"),
        ("٣", "٣"),
        ("x" * 32, "x" * 32),
    ],
)
def test_name_is_trimmed_and_normalised(sent: str, name: str) -> None:
    """A name in any script is trimmed and in form NFC."""
    assert fields.name({"name": sent}, "name") == name


@pytest.mark.parametrize(
    ("sent", "rule"),
    [
        ("", "must be 1 to 32 characters"),
        ("   ", "must be 1 to 32 characters"),
        ("x" * 33, "must be 1 to 32 characters"),
        ("a/b", "may hold letters, digits, space, '-', '_' and '.'"),
        ("😀", "may hold letters, digits, space, '-', '_' and '.'"),
        ("a\tb", "may hold letters, digits, space, '-', '_' and '.'"),
        ("a\u200bb", "may hold letters, digits, space, '-', '_' and '.'"),
        ("\u0301a", "may hold letters, digits, space, '-', '_' and '.'"),
        ("Ⅻ", "may hold letters, digits, space, '-', '_' and '.'"),
    ],
)
def test_bad_name_raises_field_and_rule(sent: str, rule: str) -> None:
    """The error for a bad name names the field and the rule."""
    with pytest.raises(ContractError) as caught:
        fields.name({"room": sent}, "room")
    assert str(caught.value) == f"room: {rule}"


@given(st.text(max_size=40))
def test_any_string_is_a_clean_name_or_an_error(sent: str) -> None:
    """An accepted name is short, trimmed and normalised, and is accepted again unchanged."""
    try:
        name = fields.name({"name": sent}, "name")
    except ContractError as error:
        assert error.code is Code.BAD_FIELD
        return
    assert 1 <= len(name) <= 32
    assert name == name.strip() == unicodedata.normalize("NFC", name)
    assert fields.name({"name": name}, "name") == name


@pytest.mark.parametrize("value", [True, 1.0, "1", None, [], 0, 101])
def test_bad_integer_raises_field_and_bounds(value: object) -> None:
    """The error for a bad integer names the field and the bounds."""
    with pytest.raises(ContractError, match=r"^steps: must be an integer from 1 to 100$"):
        fields.integer({"steps": value}, "steps", least=1, most=100)


def test_integer_bounds_are_inclusive() -> None:
    """The least and the greatest integer are accepted."""
    assert fields.integer({"steps": 1}, "steps", least=1, most=100) == 1
    assert fields.integer({"steps": 100}, "steps", least=1, most=100) == 100


def test_optional_fields_may_be_missing_or_null() -> None:
    """A missing or null optional field is None; any other value is checked."""
    for data in ({}, {"x": None}):
        assert fields.optional_name(data, "x") is None
        assert fields.optional_integer(data, "x", least=0) is None
        assert fields.optional_string(data, "x") is None
    assert fields.optional_name({"x": " a "}, "x") == "a"
    assert fields.optional_integer({"x": 3}, "x", least=0) == 3
    assert fields.optional_string({"x": ""}, "x") == ""
    with pytest.raises(ContractError, match=r"^x: must be a string$"):
        fields.optional_string({"x": 1}, "x")


@given(JSON)
def test_only_objects_have_fields(data: object) -> None:
    """Data that is not an object raises an error."""
    if isinstance(data, dict):
        assert fields.as_object(data) is data
    else:
        with pytest.raises(ContractError, match=r"^data: must be an object$"):
            fields.as_object(data)
