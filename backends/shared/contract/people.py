"""Users and guests: who is behind a connection."""

import secrets
import string
from collections.abc import Hashable, Mapping, MutableMapping
from dataclasses import dataclass
from typing import Any

from . import fields

GUEST_ALPHABET = string.ascii_lowercase + string.digits


@dataclass(frozen=True, slots=True)
class Person:
    """A logged-in user, or a guest for as long as a connection is open.

    `key` identifies the person: all connections of a session have the same key, and every guest has
    a different one.
    """

    key: Hashable
    name: str
    logged_in: bool

    @classmethod
    def of(cls, session: Mapping[str, Any] | None) -> "Person":
        """Return the user who logged in to a session with `log_in`, else a new guest."""
        if session and isinstance(session.get("name"), str):
            return cls(session.get("id"), session["name"], logged_in=True)
        suffix = "".join(secrets.choice(GUEST_ALPHABET) for _ in range(4))
        return cls(object(), f"guest-{suffix}", logged_in=False)


def parse_login(data: object) -> str:
    """Return the name in a `POST /api/session`."""
    return fields.name(fields.as_object(data), "name")


def log_in(session: MutableMapping[str, Any], name: str) -> None:
    """Write `name` into a session.

    The session keeps its `id`: a second login in another tab of the same browser is the same
    person.
    """
    session.setdefault("id", secrets.token_urlsafe(16))
    session["name"] = name
