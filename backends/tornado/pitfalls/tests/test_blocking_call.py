"""A blocking call in a handler."""

from harness.pytest.pitfalls import RunSide


def test_should_make_others_wait(run_side: RunSide) -> None:
    """Bob's echo comes no sooner than the end of Ada's work."""
    broken = run_side("broken")
    broken.expect("client", kind="done")
    words = [event.text for event in broken.seen("client", kind="message")]
    assert words[0] == "ada: working"
    (sent,) = broken.seen("client", "bob: hello", "sent")
    (echo,) = broken.seen("client", "bob: hello", "message")
    (end,) = broken.seen("client", "ada: done")
    assert end.at - sent.at > 1000
    assert echo.at - sent.at > (end.at - sent.at) / 2


def test_should_serve_others_meanwhile(run_side: RunSide) -> None:
    """Bob's echo comes while Ada's work goes on."""
    fixed = run_side("fixed")
    fixed.expect("client", kind="done")
    (sent,) = fixed.seen("client", "bob: hello", "sent")
    (echo,) = fixed.seen("client", "bob: hello", "message")
    (end,) = fixed.seen("client", "ada: done")
    assert echo.at - sent.at < (end.at - sent.at) / 2
