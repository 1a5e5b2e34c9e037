"""Flask-Sockets, unmodified, on today's Flask."""

from harness.pytest.pitfalls import RunSide


def test_should_open_and_close(run_side: RunSide) -> None:
    """The handshake is accepted; the 400 is only in the log, and the page is closed with 1005."""
    broken = run_side("broken")
    broken.expect("server", "WebsocketMismatch: 400 Bad Request: The browser (or proxy) sent a")
    broken.expect("client", kind="done")
    assert broken.seen("client", "connected", "open")
    assert broken.seen("wire", "101 Switching Protocols", "response")
    broken.expect("client", "close 1005", "close")
    assert broken.seen("client", kind="message") == []


def test_should_match_with_websocket_rule(run_side: RunSide) -> None:
    """With `websocket=True` in the rule the library works."""
    fixed = run_side("fixed")
    fixed.expect("client", kind="done")
    assert [event.text for event in fixed.seen("client", kind="message")] == ["hello"]
    assert fixed.seen("client", kind="close") == []
