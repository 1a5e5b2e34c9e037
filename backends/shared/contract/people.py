"""Who is behind a connection."""

import secrets
import string
from collections.abc import Hashable, Mapping, MutableMapping
from dataclasses import dataclass
from typing import Any

GUEST_ALPHABET = string.ascii_lowercase + string.digits


@dataclass(frozen=True, slots=True)
class Person:
    """A logged-in user, or a guest for the life of one connection.

    `key` tells people apart: connections of one session share it, every guest has their own.
    """

    key: Hashable
    name: str
    logged_in: bool

    @classmethod
    def of(cls, session: Mapping[str, Any] | None) -> "Person":
        """Return the person of a session as `log_in` left it, else a new guest."""
        if session and isinstance(session.get("name"), str):
            return cls(session.get("id"), session["name"], logged_in=True)
        suffix = "".join(secrets.choice(GUEST_ALPHABET) for _ in range(4))
        return cls(object(), f"guest-{suffix}", logged_in=False)


def log_in(session: MutableMapping[str, Any], name: str) -> None:
    """Write `name` into a session.

    Its `id` stays: a second login in another tab of the same browser is the same person.
    """
    session.setdefault("id", secrets.token_urlsafe(16))
    session["name"] = name
