"""socket.io-client and a plain WebSocket server."""

from harness.pytest.pitfalls import RunSide


def test_broken_never_connects(run_side: RunSide) -> None:
    """A missing path gives an error, an existing one a timeout; the client retries both."""
    broken = run_side("broken")
    broken.expect("client", kind="done")
    errors = [event.text for event in broken.seen("client", kind="error")]
    assert errors == [
        "/socket/: connect_error websocket error",
        "/socket/: connect_error websocket error",
        "/chat/: connect_error timeout",
        "/chat/: connect_error timeout",
    ]
    assert len(broken.seen("wire", "GET /socket/?EIO=4&transport=websocket", "request")) == 2
    assert len(broken.seen("wire", "404 NOT FOUND", "response")) == 2
    assert len(broken.seen("wire", "101 Switching Protocols", "response")) == 2
    assert broken.seen("wire", "hello") == []


def test_fixed_connects_natively(run_side: RunSide) -> None:
    """The browser's own WebSocket gets its echo."""
    fixed = run_side("fixed")
    fixed.expect("client", kind="done")
    assert [event.text for event in fixed.seen("client", kind="message")] == ["hello"]
