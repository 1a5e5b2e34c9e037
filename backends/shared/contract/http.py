"""What the HTTP side shares: headers of every page, and how a request's body is read."""

import json
from dataclasses import dataclass

from . import fields
from .errors import Code, ContractError
from .limits import HTTP_BODY_BYTES_MAX

SECURITY_HEADERS = {
    "Content-Security-Policy": "; ".join(
        (
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            "img-src 'self' data:",
            "font-src 'self'",
            "connect-src 'self'",
            "base-uri 'none'",
            "form-action 'none'",
            "frame-ancestors 'none'",
        )
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    # An edited file must show at the next reload; a 304 keeps that cheap.
    "Cache-Control": "no-cache",
}
"""Headers of every response. The policy lets the page talk to this server and to nobody else."""


class HTTPRequestError(ContractError):
    """A request that is answered with a status of its own rather than 400."""

    def __init__(self, status: int, code: Code, message: str) -> None:
        super().__init__(code, message)
        self.status = status


@dataclass(frozen=True, slots=True)
class Announcement:
    """A text for every /push client, or for the connections of the user `to` alone."""

    text: str
    to: str | None


def parse_body(content_type: str | None, body: bytes) -> object:
    """Return the JSON in a request's body, or raise `HTTPRequestError` (400, 413, 415)."""
    # A page of another origin can post a form or text, but not this type without asking first.
    if (content_type or "").partition(";")[0].strip().lower() != "application/json":
        raise HTTPRequestError(
            415, Code.UNSUPPORTED_MEDIA_TYPE, "Content-Type must be application/json"
        )
    if len(body) > HTTP_BODY_BYTES_MAX:
        raise body_too_large()
    try:
        data = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise HTTPRequestError(400, Code.BAD_MESSAGE, "body is not JSON") from error
    if not isinstance(data, dict):
        raise HTTPRequestError(400, Code.BAD_MESSAGE, "body is not a JSON object")
    return data


def body_too_large() -> HTTPRequestError:
    """Return the error for a body over the limit, for servers that notice before reading it."""
    return HTTPRequestError(413, Code.TOO_LARGE, f"body is over {HTTP_BODY_BYTES_MAX} bytes")


def parse_login(data: object) -> str:
    """Return the name that `POST /api/session` asks for."""
    return fields.name(fields.as_object(data), "name")


def parse_announcement(data: object) -> Announcement:
    """Return what `POST /api/announcements` asks for."""
    body = fields.as_object(data)
    return Announcement(text=fields.text(body, "text"), to=fields.optional_name(body, "to"))
