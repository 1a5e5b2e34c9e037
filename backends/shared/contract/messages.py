"""What the server sends outside chat rooms and jobs."""

import time
from dataclasses import dataclass
from typing import Any

from . import fields
from .errors import ContractError
from .people import Person


@dataclass(frozen=True, slots=True)
class Announcement:
    """A text for every /push client, or only for the connections of the user `to`."""

    text: str
    to: str | None

    def is_for(self, person: Person) -> bool:
        """Return whether this person's connections get the text. Guests have no user name."""
        return self.to is None or (person.logged_in and person.name == self.to)


def now_ms() -> int:
    """Return the contract's `at`: milliseconds since the epoch."""
    return time.time_ns() // 1_000_000


def message(person: Person, data: object) -> dict[str, Any]:
    """Return the broadcast `message` for what a client sent."""
    return {
        "text": fields.text(fields.as_object(data), "text"),
        "from": person.name,
        "at": now_ms(),
    }


def tick(n: int) -> dict[str, Any]:
    """Return the `tick` number `n`, counted from 1."""
    return {"n": n, "at": now_ms()}


def parse_announcement(data: object) -> Announcement:
    """Return what a `POST /api/announcements` asks for."""
    body = fields.as_object(data)
    return Announcement(text=fields.text(body, "text"), to=fields.optional_name(body, "to"))


def announcement(text: str) -> dict[str, Any]:
    """Return the `announcement` of a text."""
    return {"text": text, "at": now_ms()}


def failure(error: ContractError) -> dict[str, Any]:
    """Return the acknowledgement of a message that was rejected."""
    return {"ok": False, "error": error.to_data()}
