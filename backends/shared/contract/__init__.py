"""What a message means: limits, error codes, envelope, rooms and jobs.

Sans-I/O: nothing here knows a socket, a thread or a framework. A backend hands in what a client
sent and is told whom to send what; how it gets there is the library's part. The same words for
machines stand in `docs/spec/asyncapi.yaml`, and a test holds the two together.
"""

from .errors import Code, ContractError
from .http import (
    SECURITY_HEADERS,
    HTTPRequestError,
    body_too_large,
    parse_announcement,
    parse_body,
    parse_login,
)
from .jobs import Job, Jobs
from .limits import (
    ECHO_BYTES_MAX,
    HISTORY,
    HTTP_BODY_BYTES_MAX,
    JOBS_MAX,
    MESSAGE_BYTES_MAX,
    NAME_MAX,
    ROOM_TTL_SECONDS,
    ROOMS_MAX,
    STEPS_MAX,
    TEXT_MAX,
)
from .messages import announcement, failure, message, now_ms, tick
from .native import Request, encode_ack, encode_event, encode_failure, parse_frame
from .origin import origin_allowed
from .people import Person, log_in
from .rooms import Joined, Left, Rooms, Said, Whispered
from .settings import Settings

__all__ = [
    "ECHO_BYTES_MAX",
    "HISTORY",
    "HTTP_BODY_BYTES_MAX",
    "JOBS_MAX",
    "MESSAGE_BYTES_MAX",
    "NAME_MAX",
    "ROOMS_MAX",
    "ROOM_TTL_SECONDS",
    "SECURITY_HEADERS",
    "STEPS_MAX",
    "TEXT_MAX",
    "Code",
    "ContractError",
    "HTTPRequestError",
    "Job",
    "Jobs",
    "Joined",
    "Left",
    "Person",
    "Request",
    "Rooms",
    "Said",
    "Settings",
    "Whispered",
    "announcement",
    "body_too_large",
    "encode_ack",
    "encode_event",
    "encode_failure",
    "failure",
    "log_in",
    "message",
    "now_ms",
    "origin_allowed",
    "parse_announcement",
    "parse_body",
    "parse_frame",
    "parse_login",
    "tick",
]
