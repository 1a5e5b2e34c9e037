"""A server that does not know `wsgi.websocket`."""

from harness.pytest.pitfalls import RunSide


def test_broken_answers_404(run_side: RunSide) -> None:
    """The environ has no WebSocket, so the handshake gets 404."""
    broken = run_side("broken")
    broken.expect("client", kind="done")
    broken.expect("client", "close 1006", "close")
    assert broken.seen("wire", "404 NOT FOUND", "response")
    assert broken.seen("client", kind="open") == []


def test_fixed_connects_through_the_handler(run_side: RunSide) -> None:
    """gevent-websocket's handler accepts the handshake."""
    fixed = run_side("fixed")
    fixed.expect("client", kind="done")
    assert fixed.seen("wire", "101 Switching Protocols", "response")
    assert [event.text for event in fixed.seen("client", kind="message")] == ["hello"]
