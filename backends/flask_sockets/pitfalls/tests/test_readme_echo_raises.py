"""The README's echo loop when the client leaves."""

from harness.pytest.pitfalls import RunSide


def test_broken_raises_when_the_client_leaves(run_side: RunSide) -> None:
    """The loop sends the None from `receive`, and code after the loop never runs."""
    broken = run_side("broken")
    broken.expect("client", kind="done")
    broken.expect("server", "WebSocketError: Socket is dead")
    assert [event.text for event in broken.seen("client", kind="message")] == ["hello"]
    assert broken.seen("server", "the client has gone") == []


def test_fixed_ends_the_loop(run_side: RunSide) -> None:
    """The loop ends, and so does the handler."""
    fixed = run_side("fixed")
    fixed.expect("client", kind="done")
    fixed.expect("server", "the client has gone")
    assert [event.text for event in fixed.seen("client", kind="message")] == ["hello"]
    assert fixed.seen("server", "Socket is dead") == []
