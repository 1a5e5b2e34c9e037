"""The envelope of native WebSocket messages: JSON objects in text frames.

Socket.IO has its own (event names, acknowledgements), so only native backends need this module.
"""

import json
from dataclasses import dataclass
from typing import Any, NoReturn

from . import fields
from .errors import Code, ContractError
from .messages import failure


@dataclass(frozen=True, slots=True)
class Request:
    """What a client asks for. With an `id` it wants an acknowledgement."""

    event: str
    data: object
    id: int | None


def parse_frame(frame: str | bytes) -> Request:
    """Return the request in a text frame, or raise `ContractError`, whatever it holds."""
    try:
        # ValueError is also what a number of too many digits and bad UTF-8 raise.
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
    """Return the text frame that tells a client of an event."""
    return _dumps({"event": event, "data": data})


def encode_ack(request: Request, data: dict[str, Any]) -> str | None:
    """Return the frame that acknowledges `request`, None where it asked for none."""
    if request.id is None:
        return None
    return _dumps({"event": "ack", "id": request.id, "data": data})


def encode_failure(request: Request | None, error: ContractError) -> str:
    """Return the frame that says what went wrong: an ack where one was asked for, else an event."""
    if request is None or request.id is None:
        return encode_event("error", {**error.to_data()})
    return _dumps({"event": "ack", "id": request.id, "data": failure(error)})


def _dumps(envelope: dict[str, Any]) -> str:
    # UTF-8 as it is and no spaces: half the bytes for most scripts.
    return json.dumps(envelope, ensure_ascii=False, separators=(",", ":"))


def _not_json(constant: str) -> NoReturn:
    # Python's parser takes NaN and Infinity; JSON (RFC 8259) and browsers do not.
    raise ValueError(constant)
