"""An async mode that does not fit the server."""

from harness.pytest.pitfalls import RunSide


def test_broken_never_answers(run_side: RunSide) -> None:
    """The client connects, its WebSocket fails, and its event is not handled."""
    broken = run_side("broken")
    broken.expect("server", "RuntimeError: The gevent-websocket server is not configured")
    broken.expect("wire", "500 INTERNAL SERVER ERROR", "response")
    broken.expect("client", "Error: operation has timed out", "error")
    broken.expect("client", kind="done")
    broken.expect("server", "connect is handled")
    notes = [event.text.partition(": 200 ")[2] for event in broken.seen("client", "/socket.io/")]
    # By hand: the session opens, CONNECT is accepted and answered, and the event is accepted.
    assert [note[:5] for note in notes] == ['0{"si', "OK", '40{"s', "OK"]
    broken.expect("client", "the last poll brings nothing", "note")
    assert broken.seen("server", "hello is handled") == []
    assert broken.seen("client", "hello yourself") == []


def test_fixed_answers(run_side: RunSide) -> None:
    """The server that fits the mode runs its greenlets and accepts WebSockets."""
    fixed = run_side("fixed")
    fixed.expect("client", "hello yourself", "message")
    fixed.expect("client", ': 200 430["hello yourself"]', "note")
    fixed.expect("wire", "101 Switching Protocols", "response")
    fixed.expect("client", kind="done")
    fixed.expect("server", "hello is handled")
