"""Flask-Sockets, unmodified, on today's Flask."""

from harness.pytest.pitfalls import RunSide


def test_broken_opens_and_closes(run_side: RunSide) -> None:
    """The handshake gets 101, the log has the 400, and the page gets close 1005."""
    broken = run_side("broken")
    broken.expect("server", "WebsocketMismatch: 400 Bad Request: The browser (or proxy) sent a")
    broken.expect("client", kind="done")
    assert broken.seen("client", "connected", "open")
    assert broken.seen("wire", "101 Switching Protocols", "response")
    broken.expect("client", "close 1005", "close")
    assert broken.seen("client", kind="message") == []


def test_fixed_matches_with_a_websocket_rule(run_side: RunSide) -> None:
    """The library works with `websocket=True` in the rule."""
    fixed = run_side("fixed")
    fixed.expect("client", kind="done")
    assert [event.text for event in fixed.seen("client", kind="message")] == ["hello"]
    assert fixed.seen("client", kind="close") == []
