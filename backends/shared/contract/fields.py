"""Reads fields from what a client sent, or says which field is wrong and why."""

import unicodedata
from typing import Any

from .errors import bad_field
from .limits import NAME_MAX, TEXT_MAX

SAFE_INTEGER_MAX = 2**53 - 1
"""The largest integer that a JavaScript number holds exactly."""

NAME_PUNCTUATION = frozenset(" -_.")


def as_object(data: object) -> dict[str, Any]:
    """Return `data` if it is a JSON object."""
    if not isinstance(data, dict):
        raise bad_field("data", "must be an object")
    return data


def text(data: dict[str, Any], field: str) -> str:
    """Return a text of 1 to 2000 characters, exactly as it was sent."""
    value = _string(data, field)
    if not 1 <= len(value) <= TEXT_MAX:
        raise bad_field(field, f"must be 1 to {TEXT_MAX} characters")
    return value


def name(data: dict[str, Any], field: str) -> str:
    """Return a name of 1 to 32 characters, trimmed and in Unicode's form NFC.

    Without NFC, two people could have names that look the same on the screen.
    """
    value = unicodedata.normalize("NFC", _string(data, field)).strip()
    if not 1 <= len(value) <= NAME_MAX:
        raise bad_field(field, f"must be 1 to {NAME_MAX} characters")
    if not all(map(_in_a_name, value)) or unicodedata.category(value[0])[0] == "M":
        raise bad_field(field, "may hold letters, digits, space, '-', '_' and '.'")
    return value


def optional_name(data: dict[str, Any], field: str) -> str | None:
    """Return a name, or None if the field is missing or null."""
    return None if data.get(field) is None else name(data, field)


def integer(data: dict[str, Any], field: str, least: int, most: int = SAFE_INTEGER_MAX) -> int:
    """Return an integer from `least` to `most`."""
    value = _present(data, field)
    # In JSON true is not a number, but in Python True is an int.
    if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
        raise bad_field(field, f"must be an integer from {least} to {most}")
    return value


def optional_integer(data: dict[str, Any], field: str, least: int) -> int | None:
    """Return an integer, or None if the field is missing or null."""
    return None if data.get(field) is None else integer(data, field, least)


def optional_string(data: dict[str, Any], field: str) -> str | None:
    """Return a string, or None if the field is missing or null."""
    return None if data.get(field) is None else _string(data, field)


def _present(data: dict[str, Any], field: str) -> object:
    if field not in data:
        raise bad_field(field, "is missing")
    return data[field]


def _string(data: dict[str, Any], field: str) -> str:
    value = _present(data, field)
    if not isinstance(value, str):
        raise bad_field(field, "must be a string")
    if any("\ud800" <= character <= "\udfff" for character in value):
        # JSON can escape half of a surrogate pair, but UTF-8 cannot encode it.
        raise bad_field(field, "must be well-formed Unicode")
    return value


def _in_a_name(character: str) -> bool:
    # L*: letters, M*: combining marks, which many scripts need, Nd: decimal digits.
    category = unicodedata.category(character)
    return category[0] in "LM" or category == "Nd" or character in NAME_PUNCTUATION
