"""Broadcast: what one sends, everyone gets."""

import re

from harness.clients import Connect
from harness.clients.http import Browse


def test_should_reach_everyone(connect: Connect) -> None:
    """The sender and all others get the message, once and alike."""
    clients = [connect("broadcast") for _ in range(5)]
    assert clients[0].call("message", {"text": "to all"}) == {"ok": True}
    seen = [client.expect("message") for client in clients]
    assert seen[0]["text"] == "to all"
    assert seen == [seen[0]] * 5


def test_should_keep_the_order_of_a_sender(connect: Connect) -> None:
    """Messages of one sender arrive in the order in which they were sent."""
    sender, other = connect("broadcast"), connect("broadcast")
    texts = [f"message {n}" for n in range(200)]
    for text in texts:
        sender.emit("message", {"text": text})
    for client in (sender, other):
        client.expect("message", lambda message: message["text"] == texts[-1])
        assert [message["text"] for message in client.seen("message")] == texts


def test_should_show_everyone_the_same_order(connect: Connect) -> None:
    """Where several send at once, all see one order."""
    clients = [connect("broadcast") for _ in range(4)]
    for n in range(25):
        for who, client in enumerate(clients):
            client.emit("message", {"text": f"{who}: {n}"})
    for client in clients:
        for _ in range(100):
            client.expect("message")
    orders = [[message["text"] for message in client.seen("message")] for client in clients]
    assert orders == [orders[0]] * 4


def test_should_name_a_guest_for_the_connection(connect: Connect) -> None:
    """Who has no session is a guest, the same one for as long as the connection lasts."""
    first, second = connect("broadcast"), connect("broadcast")
    for client in (first, first, second):
        client.call("message", {"text": "who am I"})
    names = [first.expect("message")["from"] for _ in range(3)]
    assert re.fullmatch("guest-[a-z0-9]{4}", names[0])
    assert names[0] == names[1] != names[2]


def test_should_name_the_session(browse: Browse, connect: Connect) -> None:
    """Who is logged in sends under that name."""
    ada = connect("broadcast", cookie=browse().log_in("Ada L.").cookie)
    ada.call("message", {"text": "hello"})
    assert ada.expect("message")["from"] == "Ada L."


def test_should_keep_the_text_as_it_is(connect: Connect) -> None:
    """A text is neither trimmed nor escaped nor composed."""
    client = connect("broadcast")
    for text in (" a\n", "<script>alert(1)</script>", "e\u0308", "\u202e\u0000\u2028", "🐢" * 2000):
        client.call("message", {"text": text})
        assert client.expect("message")["text"] == text


def test_should_work_with_no_acknowledgement(connect: Connect) -> None:
    """A message that asks for no acknowledgement is sent on all the same."""
    client = connect("broadcast")
    client.emit("message", {"text": "no answer please"})
    assert client.expect("message")["text"] == "no answer please"
