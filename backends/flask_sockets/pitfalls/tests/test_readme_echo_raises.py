"""The README's echo loop, when the client leaves."""

from harness.pytest.pitfalls import Play


def test_should_raise_when_client_leaves(play: Play) -> None:
    """The None that `receive` ends with is sent, and what stands after the loop never runs."""
    broken = play("broken")
    broken.expect("client", kind="done")
    broken.expect("server", "WebSocketError: Socket is dead")
    assert [event.text for event in broken.seen("client", kind="message")] == ["hello"]
    assert broken.seen("server", "the client has gone") == []


def test_should_end_the_loop(play: Play) -> None:
    """The loop ends, and the handler with it."""
    fixed = play("fixed")
    fixed.expect("client", kind="done")
    fixed.expect("server", "the client has gone")
    assert [event.text for event in fixed.seen("client", kind="message")] == ["hello"]
    assert fixed.seen("server", "Socket is dead") == []
