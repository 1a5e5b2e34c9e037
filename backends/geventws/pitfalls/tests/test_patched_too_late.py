"""Monkey patching after the imports."""

from harness.pytest.pitfalls import RunSide


def test_broken_still_blocks(run_side: RunSide) -> None:
    """The function imported before the patch stalls the other client."""
    broken = run_side("broken")
    broken.expect("client", kind="done")
    (sent,) = broken.seen("client", "bob: hello", "sent")
    (answer,) = broken.seen("client", "bob: done: hello", "message")
    (end,) = broken.seen("client", "ada: done: a report")
    assert answer.at - sent.at > (end.at - sent.at) / 2
    assert broken.seen("server") == []


def test_fixed_patches_first(run_side: RunSide) -> None:
    """Bob gets his answer while Ada's work is still running."""
    fixed = run_side("fixed")
    fixed.expect("client", kind="done")
    (sent,) = fixed.seen("client", "bob: hello", "sent")
    (answer,) = fixed.seen("client", "bob: done: hello", "message")
    (end,) = fixed.seen("client", "ada: done: a report")
    assert answer.at - sent.at < (end.at - sent.at) / 2
