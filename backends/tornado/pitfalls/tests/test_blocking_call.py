"""A blocking call in a handler."""

from harness.pytest.pitfalls import RunSide


def test_broken_stalls_other_clients(run_side: RunSide) -> None:
    """Bob gets his echo only when Ada's work is done."""
    broken = run_side("broken")
    broken.expect("client", kind="done")
    texts = [event.text for event in broken.seen("client", kind="message")]
    assert texts[0] == "ada: working"
    (sent,) = broken.seen("client", "bob: hello", "sent")
    (echo,) = broken.seen("client", "bob: hello", "message")
    (end,) = broken.seen("client", "ada: done")
    assert end.at - sent.at > 1000
    assert echo.at - sent.at > (end.at - sent.at) / 2


def test_fixed_serves_other_clients(run_side: RunSide) -> None:
    """Bob gets his echo while Ada's work is still running."""
    fixed = run_side("fixed")
    fixed.expect("client", kind="done")
    (sent,) = fixed.seen("client", "bob: hello", "sent")
    (echo,) = fixed.seen("client", "bob: hello", "message")
    (end,) = fixed.seen("client", "ada: done")
    assert echo.at - sent.at < (end.at - sent.at) / 2
