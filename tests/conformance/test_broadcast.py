"""Broadcast: everyone gets each message."""

import re

from harness.pytest.fixtures import Browse, Connect


def test_message_reaches_everyone(connect: Connect) -> None:
    """The sender and all others get the same message, once."""
    clients = [connect("broadcast") for _ in range(5)]
    assert clients[0].call("message", {"text": "to all"}) == {"ok": True}
    seen = [client.expect("message") for client in clients]
    assert seen[0]["text"] == "to all"
    assert seen == [seen[0]] * 5


def test_messages_of_a_sender_stay_in_order(connect: Connect) -> None:
    """Messages of one sender arrive in the order in which they were sent."""
    sender, other = connect("broadcast"), connect("broadcast")
    texts = [f"message {n}" for n in range(200)]
    for text in texts:
        sender.emit("message", {"text": text})
    for client in (sender, other):
        client.expect("message", lambda message: message["text"] == texts[-1])
        assert [message["text"] for message in client.seen("message")] == texts


def test_messages_arrive_in_one_order(connect: Connect) -> None:
    """When several clients send at once, all receive the messages in the same order."""
    clients = [connect("broadcast") for _ in range(4)]
    for n in range(25):
        for who, client in enumerate(clients):
            client.emit("message", {"text": f"{who}: {n}"})
    for client in clients:
        for _ in range(100):
            client.expect("message")
    orders = [[message["text"] for message in client.seen("message")] for client in clients]
    assert orders == [orders[0]] * 4


def test_guest_keeps_one_name(connect: Connect) -> None:
    """A client that has not logged in is a guest, with one name per connection."""
    first, second = connect("broadcast"), connect("broadcast")
    for client in (first, first, second):
        client.call("message", {"text": "who am I"})
    names = [first.expect("message")["from"] for _ in range(3)]
    assert re.fullmatch("guest-[a-z0-9]{4}", names[0])
    assert names[0] == names[1] != names[2]


def test_message_has_the_name_of_the_session(browse: Browse, connect: Connect) -> None:
    """A client that has logged in sends under that name."""
    ada = connect("broadcast", cookie=browse().log_in("Ada L.").cookie)
    ada.call("message", {"text": "hello"})
    assert ada.expect("message")["from"] == "Ada L."


def test_text_is_unchanged(connect: Connect) -> None:
    """A text is not trimmed, escaped or normalised."""
    client = connect("broadcast")
    for text in (" a\n", "<script>alert(1)</script>", "e\u0308", "\u202e\u0000\u2028", "🐢" * 2000):
        client.call("message", {"text": text})
        assert client.expect("message")["text"] == text


def test_message_needs_no_acknowledgement(connect: Connect) -> None:
    """A message that asks for no acknowledgement is delivered too."""
    client = connect("broadcast")
    client.emit("message", {"text": "no answer please"})
    assert client.expect("message")["text"] == "no answer please"
