"""Echo: every message comes back unchanged."""

import pytest

from harness.pytest.fixtures import Connect

TEXTS = ["hello", "", "0", "null", '{"event": "say"}', "żółw 🐢", "\x00", "a\r\nb", "x" * 100_000]
BYTES = [b"\x00\x01\xff", b"", b"hello", bytes(range(256)) * 400]


@pytest.mark.parametrize("message", [*TEXTS, *BYTES], ids=lambda message: repr(message)[:20])
def test_message_comes_back_unchanged(connect: Connect, message: str | bytes) -> None:
    """Text comes back as text and bytes as bytes, with any content."""
    client = connect("echo")
    client.emit("message", message)
    assert client.expect("message") == message


def test_messages_come_back_in_order(connect: Connect) -> None:
    """Messages of both kinds come back in the order in which they were sent."""
    client = connect("echo")
    sent: list[str | bytes] = [f"text {n}" if n % 2 else f"bytes {n}".encode() for n in range(200)]
    for message in sent:
        client.emit("message", message)
    assert [client.expect("message") for _ in sent] == sent


def test_message_comes_back_to_its_sender_only(connect: Connect) -> None:
    """Only the sender gets an echo."""
    sender, other = connect("echo"), connect("echo")
    sender.emit("message", "mine")
    sender.expect("message")
    other.emit("message", "and mine")
    assert other.expect("message") == "and mine"
    assert other.seen("message") == ["and mine"]
