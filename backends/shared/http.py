"""HTTP for every backend: security headers, JSON bodies and the status of an error.

No framework is used here: `flask_site` and Tornado's handlers call these.
"""

import json

from .contract import HTTP_BODY_BYTES_MAX, Code, ContractError

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
    # The browser asks on every load whether a file has changed, so a reload shows an edit. If it
    # has not changed, the answer is a short 304.
    "Cache-Control": "no-cache",
}
"""Headers of every response. The policy lets the page connect to this server only."""

STATUSES = {Code.TOO_LARGE: 413, Code.UNSUPPORTED_MEDIA_TYPE: 415}


def status_of(error: ContractError) -> int:
    """Return the status for a request that raised this error."""
    return STATUSES.get(error.code, 400)


def parse_body(content_type: str | None, body: bytes) -> object:
    """Return the JSON object in a request's body, or raise `ContractError`."""
    # A page of another origin can send forms and text without a preflight request, but not JSON.
    if (content_type or "").partition(";")[0].strip().lower() != "application/json":
        raise ContractError(Code.UNSUPPORTED_MEDIA_TYPE, "Content-Type must be application/json")
    if len(body) > HTTP_BODY_BYTES_MAX:
        raise body_too_large()
    try:
        data = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise ContractError(Code.BAD_MESSAGE, "body is not JSON") from error
    if not isinstance(data, dict):
        raise ContractError(Code.BAD_MESSAGE, "body is not a JSON object")
    return data


def body_too_large() -> ContractError:
    """Return the error for a body over the limit; some servers notice before they read it."""
    return ContractError(Code.TOO_LARGE, f"body is over {HTTP_BODY_BYTES_MAX} bytes")
