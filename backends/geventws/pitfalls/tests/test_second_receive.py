"""A loop that calls receive() again after None."""

from harness.pytest.pitfalls import RunSide


def test_broken_raises_at_the_end(run_side: RunSide) -> None:
    """The second call raises, after the client's Close frame."""
    broken = run_side("broken")
    broken.expect("client", kind="done")
    broken.expect("server", "WebSocketError: Connection is already closed")
    assert [event.text for event in broken.seen("client", kind="message")] == ["HELLO"]


def test_fixed_leaves_the_loop(run_side: RunSide) -> None:
    """None ends the loop, and the handler finishes."""
    fixed = run_side("fixed")
    fixed.expect("client", kind="done")
    fixed.expect("server", "the client has gone")
    assert [event.text for event in fixed.seen("client", kind="message")] == ["HELLO"]
    assert fixed.seen("server", "already closed") == []
