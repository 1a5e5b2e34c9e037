"""Monkey patching after the imports."""

from harness.pytest.pitfalls import RunSide


def test_should_still_block(run_side: RunSide) -> None:
    """The function that was imported before the patch stalls everybody."""
    broken = run_side("broken")
    broken.expect("client", kind="done")
    (sent,) = broken.seen("client", "bob: hello", "sent")
    (answer,) = broken.seen("client", "bob: done: hello", "message")
    (end,) = broken.seen("client", "ada: done: a report")
    assert answer.at - sent.at > (end.at - sent.at) / 2
    assert broken.seen("server") == []


def test_should_patch_first(run_side: RunSide) -> None:
    """Bob is served while Ada's work goes on."""
    fixed = run_side("fixed")
    fixed.expect("client", kind="done")
    (sent,) = fixed.seen("client", "bob: hello", "sent")
    (answer,) = fixed.seen("client", "bob: done: hello", "message")
    (end,) = fixed.seen("client", "ada: done: a report")
    assert answer.at - sent.at < (end.at - sent.at) / 2
