"""send() before the connection is open."""

from harness.pytest.pitfalls import Play


def test_should_throw(play: Play, browser_name: str) -> None:
    """The page gets an error, and the server no message."""
    broken = play("broken")
    broken.expect("client", kind="done")
    words = {"chromium": "Still in CONNECTING state", "firefox": "InvalidStateError"}
    broken.expect("client", words.get(browser_name, "InvalidStateError"), "error")
    assert broken.seen("client", kind="sent") == []
    assert broken.seen("wire", kind="up") == []


def test_should_send_when_open(play: Play) -> None:
    """What is sent after `open` comes back."""
    fixed = play("fixed")
    fixed.expect("client", kind="done")
    assert [event.text for event in fixed.seen("client", kind="message")] == ["hello"]
