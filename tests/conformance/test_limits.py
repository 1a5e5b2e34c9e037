"""Sizes: a message at the limit is accepted; one byte more ends the connection."""

import pytest

from harness import spec
from harness.pytest.fixtures import Connect

MESSAGE_MAX = spec.LIMITS["message_bytes_max"]
ECHO_MAX = spec.LIMITS["echo_bytes_max"]
TOO_BIG = 1009
REQUESTS = [
    ("broadcast", "message", {"text": "hi"}),
    ("chat", "join", {"room": "big"}),
    ("push", "start_job", {"steps": 1}),
]


@pytest.mark.parametrize(("scenario", "event", "data"), REQUESTS)
def test_message_of_64_kib_is_accepted(
    connect: Connect, scenario: str, event: str, data: dict[str, object]
) -> None:
    """A message of 64 KiB is answered like any other."""
    client = connect(scenario)
    assert client.call(event, client.pad(event, data, MESSAGE_MAX, ack=True))["ok"] is True


@pytest.mark.parametrize(("scenario", "event", "data"), REQUESTS)
def test_message_over_64_kib_ends_the_connection(
    connect: Connect, scenario: str, event: str, data: dict[str, object]
) -> None:
    """One byte more ends the sender's connection, and no other."""
    client, other = connect(scenario), connect(scenario)
    client.emit(event, client.pad(event, data, MESSAGE_MAX + 1, ack=False))
    client.expect_closed(TOO_BIG)
    assert other.call(event, data)["ok"] is True


@pytest.mark.parametrize("unit", ["x", b"x"], ids=["text", "binary"])
def test_echo_of_a_mebibyte_is_accepted(connect: Connect, unit: str | bytes) -> None:
    """Echo's limit is 1 MiB."""
    client = connect("echo")
    client.emit("message", unit * ECHO_MAX)
    assert client.expect("message") == unit * ECHO_MAX


@pytest.mark.parametrize("unit", ["x", b"x"], ids=["text", "binary"])
def test_echo_over_a_mebibyte_ends_the_connection(connect: Connect, unit: str | bytes) -> None:
    """One byte more than 1 MiB ends the sender's connection, and no other."""
    client, other = connect("echo"), connect("echo")
    client.emit("message", unit * (ECHO_MAX + 1), broken=True)
    client.expect_closed(TOO_BIG)
    other.emit("message", "still here")
    assert other.expect("message") == "still here"
