"""The Socket.IO server, who is connected, and the answers that all namespaces share.

`async_mode` is always given: left to itself Flask-SocketIO takes whatever is installed.
"""

import threading
from collections import defaultdict
from typing import Any, cast

import flask
from flask import session
from flask_socketio import SocketIO, emit

from ..shared.contract import Code, ContractError, Person, failure
from .packet import MALFORMED, TOO_BIG, asks_for_ack

NAMESPACES = ("/echo", "/broadcast", "/chat", "/push")

socketio = SocketIO()


class EventRequest(flask.Request):
    """Flask's request with what Flask-SocketIO adds to it while an event is handled."""

    sid: str
    namespace: str


request = cast(EventRequest, flask.request)
"""`flask.request`, with the type it has in event handlers."""

lock = threading.RLock()
"""Held while the contract decides and its events are queued, so that every client sees one order.

Queueing never waits for a client, so nobody else waits long.
"""

people: dict[str, dict[str, Person]] = defaultdict(dict)
"""Who is behind each connection: namespace -> sid -> person."""


def enter() -> Person:
    """Remember who has connected; for connect handlers."""
    # Flask-SocketIO keeps a copy of the session for each client, made when it connected. What is
    # written here stays on the server and lasts as long as the connection.
    person: Person = session.setdefault("person", Person.of(session))
    people[request.namespace][request.sid] = person
    return person


def leave() -> None:
    """Forget who has gone; for disconnect handlers."""
    people[request.namespace].pop(request.sid, None)


def current_person() -> Person:
    """Return who sent the event that is being handled."""
    return people[request.namespace][request.sid]


def answer_error(error: Exception) -> dict[str, Any] | None:
    """Answer bad input: in the acknowledgement, or as an event where none was asked for.

    Flask-SocketIO sends what an error handler returns as the acknowledgement.
    """
    if not isinstance(error, ContractError):
        raise error  # a fault of ours: it is logged, and the connection stays open
    if asks_for_ack():
        return failure(error)
    emit("error", error.to_data())
    return None


def answer_unknown(event: str, *_: object) -> None:
    """Answer an event that nobody handles."""
    if event == TOO_BIG:
        drop(request.sid, request.namespace)
    elif event == MALFORMED:
        raise ContractError(Code.BAD_MESSAGE, "message is not an event")
    else:
        raise ContractError(Code.UNKNOWN_EVENT, f"no event {event[:40]!r} here")


def drop(sid: str, namespace: str) -> None:
    """End a client's transport, with all its namespaces.

    In a task of its own, because closing waits until the client's send queue has been taken.
    """
    eio_sid = socketio.server.manager.eio_sid_from_sid(sid, namespace)
    socketio.start_background_task(socketio.server.eio.disconnect, eio_sid)


for namespace in NAMESPACES:
    socketio.on_error(namespace)(answer_error)
    socketio.on_event("*", answer_unknown, namespace=namespace)
