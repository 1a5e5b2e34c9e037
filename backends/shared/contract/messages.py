"""What the server says, outside chat rooms and jobs."""

import time
from typing import Any

from . import fields
from .errors import ContractError
from .people import Person


def now_ms() -> int:
    """Return the contract's `at`: milliseconds since the epoch."""
    return time.time_ns() // 1_000_000


def message(person: Person, data: object) -> dict[str, Any]:
    """Return the `message` that everyone on broadcast gets for what one client sent."""
    return {
        "text": fields.text(fields.as_object(data), "text"),
        "from": person.name,
        "at": now_ms(),
    }


def tick(n: int) -> dict[str, Any]:
    """Return the `tick` number `n`, counted from 1."""
    return {"n": n, "at": now_ms()}


def announcement(text: str) -> dict[str, Any]:
    """Return the `announcement` of a text."""
    return {"text": text, "at": now_ms()}


def failure(error: ContractError) -> dict[str, Any]:
    """Return the acknowledgement of a message that was not carried out."""
    return {"ok": False, "error": error.to_data()}
