"""Every number of the contract. `docs/spec/asyncapi.yaml` states the same under `x-limits`."""

TEXT_MAX = 2000
"""Characters (code points) of a text; the least is 1."""

NAME_MAX = 32
"""Characters of a room's or a member's name after trimming; the least is 1."""

ROOMS_MAX = 10
"""Rooms that one connection can be in."""

STEPS_MAX = 100
"""Steps of one job; the least is 1."""

JOBS_MAX = 3
"""Jobs that one connection can have running."""

HISTORY = 100
"""Messages that a room remembers."""

ROOM_TTL_SECONDS = 60
"""Seconds after which a room that nobody is in is forgotten."""

MESSAGE_BYTES_MAX = 64 * 1024
"""Bytes of a message's payload on a JSON scenario; one more ends the connection."""

ECHO_BYTES_MAX = 1024 * 1024
"""Bytes of a message's payload on echo; one more ends the connection."""

HTTP_BODY_BYTES_MAX = 64 * 1024
"""Bytes of a request's body; one more is answered 413."""
