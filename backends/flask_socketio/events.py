"""The Socket.IO server, and who is connected.

`async_mode` is always set: without it, Flask-SocketIO chooses a library that is installed.
"""

import threading
from collections import defaultdict
from typing import Any, cast

import flask
from flask import session
from flask_socketio import SocketIO
from socketio import Manager

from ..shared.contract import Person

socketio = SocketIO()


class EventRequest(flask.Request):
    """Flask's request, with the attributes that Flask-SocketIO adds for an event."""

    sid: str
    namespace: str


request = cast(EventRequest, flask.request)
"""`flask.request`, with the type it has in event handlers."""

lock = threading.RLock()
"""Held while a message is handled and its events are queued: all clients see the same order.

Also held while a client connects or disconnects. Queueing never waits for a client, so no thread
waits long for the lock.
"""

people: dict[str, dict[str, Person]] = defaultdict(dict)
"""Who is behind each connection: namespace -> sid -> person."""


class DepartedError(Exception):
    """The client that sent an event has disconnected, so it cannot get an answer."""


class LockedManager(Manager):  # type: ignore[misc]  # python-socketio has no types
    """python-socketio's list of clients, safe to read while another thread changes it.

    Without the lock, these methods raise a KeyError when the last client of a namespace leaves.
    """

    def is_connected(self, sid: str, namespace: str) -> bool:
        """Tell whether a client is connected to a namespace."""
        with lock:
            return bool(super().is_connected(sid, namespace))

    def get_participants(self, namespace: str, room: Any) -> list[tuple[str, str]]:
        """Return the clients in a room."""
        with lock:
            return list(super().get_participants(namespace, room))


def enter() -> Person:
    """Remember who has connected. Call this in a connect handler."""
    # Flask-SocketIO copies the session for each client when it connects. Changes to the copy stay
    # on the server and last as long as the connection.
    person: Person = session.setdefault("person", Person.of(session))
    people[request.namespace][request.sid] = person
    return person


def leave() -> None:
    """Forget who has disconnected. Call this in a disconnect handler."""
    people[request.namespace].pop(request.sid, None)


def current_person() -> Person:
    """Return the person who sent the current event."""
    try:
        return people[request.namespace][request.sid]
    except KeyError:
        # Another thread has disconnected the client: its send queue was full, it did not answer a
        # ping, or the server is stopping.
        raise DepartedError from None
