"""A server that knows nothing of `wsgi.websocket`."""

from harness.pytest.pitfalls import RunSide


def test_should_answer_404(run_side: RunSide) -> None:
    """There is no WebSocket in the environ, which counts as no route."""
    broken = run_side("broken")
    broken.expect("client", kind="done")
    broken.expect("client", "close 1006", "close")
    assert broken.seen("wire", "404 NOT FOUND", "response")
    assert broken.seen("client", kind="open") == []


def test_should_connect_with_handler(run_side: RunSide) -> None:
    """gevent-websocket's handler makes the WebSocket."""
    fixed = run_side("fixed")
    fixed.expect("client", kind="done")
    assert fixed.seen("wire", "101 Switching Protocols", "response")
    assert [event.text for event in fixed.seen("client", kind="message")] == ["hello"]
