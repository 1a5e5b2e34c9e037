"""The README's echo loop, when the client leaves."""

from harness.pytest.pitfalls import RunSide


def test_should_raise_when_client_leaves(run_side: RunSide) -> None:
    """The None that `receive` ends with is sent, and what stands after the loop never runs."""
    broken = run_side("broken")
    broken.expect("client", kind="done")
    broken.expect("server", "WebSocketError: Socket is dead")
    assert [event.text for event in broken.seen("client", kind="message")] == ["hello"]
    assert broken.seen("server", "the client has gone") == []


def test_should_end_the_loop(run_side: RunSide) -> None:
    """The loop ends, and the handler with it."""
    fixed = run_side("fixed")
    fixed.expect("client", kind="done")
    fixed.expect("server", "the client has gone")
    assert [event.text for event in fixed.seen("client", kind="message")] == ["hello"]
    assert fixed.seen("server", "Socket is dead") == []
