"""A broadcast and its sender."""

from harness.pytest.pitfalls import RunSide


def test_broken_sends_the_message_back(run_side: RunSide) -> None:
    """Ada gets her own message back."""
    broken = run_side("broken")
    broken.expect("client", "Ada's screen: hello, hello", "note")
    assert len(broken.seen("client", "chat hello", "message")) == 2
    assert len(broken.seen("wire", '42["chat","hello"]', "down")) == 2


def test_fixed_leaves_the_sender_out(run_side: RunSide) -> None:
    """Bob gets the message; Ada gets her acknowledgement and no message."""
    fixed = run_side("fixed")
    fixed.expect("client", kind="done")
    notes = [event.text for event in fixed.seen("client", "screen")]
    assert notes == ["Ada's screen: hello"]
    messages = [event.text for event in fixed.seen("client", kind="message")]
    assert messages == ["bob: chat hello"]
