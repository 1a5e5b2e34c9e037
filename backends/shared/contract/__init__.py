"""What a message means: limits, error codes, envelope, rooms and jobs.

Sans-I/O: nothing here knows about sockets, threads or frameworks. A backend passes in what a client
sent and learns what to send to which connections; sending it is up to the library.
`docs/spec/asyncapi.yaml` is the machine-readable contract, and a test compares the two.
"""

from .errors import Code, ContractError
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
from .messages import announcement, failure, message, now_ms, parse_announcement, tick
from .native import Request, answer, encode_ack, encode_event, encode_failure, parse_frame
from .origin import origin_allowed
from .people import Person, log_in, parse_login
from .rooms import Joined, Left, Rooms, Said, Whispered

__all__ = [
    "ECHO_BYTES_MAX",
    "HISTORY",
    "HTTP_BODY_BYTES_MAX",
    "JOBS_MAX",
    "MESSAGE_BYTES_MAX",
    "NAME_MAX",
    "ROOMS_MAX",
    "ROOM_TTL_SECONDS",
    "STEPS_MAX",
    "TEXT_MAX",
    "Code",
    "ContractError",
    "Job",
    "Jobs",
    "Joined",
    "Left",
    "Person",
    "Request",
    "Rooms",
    "Said",
    "Whispered",
    "announcement",
    "answer",
    "encode_ack",
    "encode_event",
    "encode_failure",
    "failure",
    "log_in",
    "message",
    "now_ms",
    "origin_allowed",
    "parse_announcement",
    "parse_frame",
    "parse_login",
    "tick",
]
