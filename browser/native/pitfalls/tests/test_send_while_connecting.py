"""send() before the connection is open."""

from harness.pytest.pitfalls import RunSide


def test_broken_throws(run_side: RunSide, browser_name: str) -> None:
    """The page gets an error, and the server gets no message."""
    broken = run_side("broken")
    broken.expect("client", kind="done")
    texts = {"chromium": "Still in CONNECTING state", "firefox": "InvalidStateError"}
    broken.expect("client", texts.get(browser_name, "InvalidStateError"), "error")
    assert broken.seen("client", kind="sent") == []
    assert broken.seen("wire", kind="up") == []


def test_fixed_sends_when_open(run_side: RunSide) -> None:
    """The message sent after `open` comes back."""
    fixed = run_side("fixed")
    fixed.expect("client", kind="done")
    assert [event.text for event in fixed.seen("client", kind="message")] == ["hello"]
