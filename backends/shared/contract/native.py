"""The envelope of native WebSocket messages: JSON objects in text frames.

Socket.IO has its own event names and acknowledgements, so only native backends need this module.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, NoReturn

from . import fields
from .errors import Code, ContractError
from .messages import failure

Handler = Callable[[object], dict[str, Any]]
"""Handles an event: takes the message's data and returns the data of the acknowledgement."""


@dataclass(frozen=True, slots=True)
class Request:
    """A message from a client. If it has an `id`, the client wants an acknowledgement."""

    event: str
    data: object
    id: int | None


def answer(frame: str, handlers: Mapping[str, Handler]) -> str | None:
    """Handle a text frame with the handler for its event.

    Return the frame to send back: an acknowledgement if the client asked for one, an error if the
    message breaks the contract, otherwise None.
    """
    request = None
    try:
        request = parse_frame(frame)
        handler = handlers.get(request.event)
        if handler is None:
            raise ContractError(Code.UNKNOWN_EVENT, f"no event {request.event[:40]!r} here")
        return encode_ack(request, handler(request.data))
    except ContractError as error:
        return encode_failure(request, error)


def parse_frame(frame: str | bytes) -> Request:
    """Return the request in a text frame, or raise `ContractError`."""
    try:
        # json raises ValueError for too many digits and for bad UTF-8 too.
        envelope = json.loads(frame, parse_constant=_not_json)
    except (ValueError, RecursionError) as error:
        raise ContractError(Code.BAD_MESSAGE, "message is not JSON") from error
    if not isinstance(envelope, dict):
        raise ContractError(Code.BAD_MESSAGE, "message is not a JSON object")
    if not isinstance(envelope.get("event"), str):
        raise ContractError(Code.BAD_MESSAGE, "message has no event")
    return Request(
        event=envelope["event"],
        data=envelope.get("data", {}),
        id=fields.optional_integer(envelope, "id", least=0),
    )


def encode_event(event: str, data: dict[str, Any]) -> str:
    """Return the text frame for an event."""
    return _dumps({"event": event, "data": data})


def encode_ack(request: Request, data: dict[str, Any]) -> str | None:
    """Return the frame that acknowledges `request`, or None if it asked for none."""
    if request.id is None:
        return None
    return _dumps({"event": "ack", "id": request.id, "data": data})


def encode_failure(request: Request | None, error: ContractError) -> str:
    """Return the frame for an error: an acknowledgement if one was asked for, else an event."""
    if request is None or request.id is None:
        return encode_event("error", {**error.to_data()})
    return _dumps({"event": "ack", "id": request.id, "data": failure(error)})


def _dumps(envelope: dict[str, Any]) -> str:
    # UTF-8 and no spaces: for most scripts this is half the bytes.
    return json.dumps(envelope, ensure_ascii=False, separators=(",", ":"))


def _not_json(constant: str) -> NoReturn:
    # Python's parser accepts NaN and Infinity; JSON (RFC 8259) and browsers do not.
    raise ValueError(constant)
