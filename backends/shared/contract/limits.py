"""Every number in the contract. `docs/spec/asyncapi.yaml` has the same under `x-limits`."""

TEXT_MAX = 2000
"""Characters (code points) in a text; the minimum is 1."""

NAME_MAX = 32
"""Characters in the name of a room or member after trimming; the minimum is 1."""

ROOMS_MAX = 10
"""Rooms that a connection can be in."""

STEPS_MAX = 100
"""Steps of a job; the minimum is 1."""

JOBS_MAX = 3
"""Jobs that a connection can have running."""

HISTORY = 100
"""Messages that a room remembers."""

ROOM_TTL_SECONDS = 60
"""How long an empty room is remembered."""

MESSAGE_BYTES_MAX = 64 * 1024
"""Bytes in a message's payload on a JSON scenario; a longer message ends the connection."""

ECHO_BYTES_MAX = 1024 * 1024
"""Bytes in a message's payload on echo; a longer message ends the connection."""

HTTP_BODY_BYTES_MAX = 64 * 1024
"""Bytes in a request's body; the answer to a longer one is 413."""
