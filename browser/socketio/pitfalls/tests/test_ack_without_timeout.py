"""An acknowledgement that the connection does not live to see."""

from harness.pytest.pitfalls import RunSide


def test_should_never_hear_of_it(run_side: RunSide) -> None:
    """The order is saved, and the callback is forgotten with the connection that it was for."""
    broken = run_side("broken")
    broken.expect("server", "the order is saved: tea")
    broken.expect("client", kind="done")
    # What the server says comes over a new connection now, on which nobody waits for the order.
    assert broken.seen("client", "disconnect transport", "close")
    assert broken.seen("client", "the order:") == []


def test_should_get_an_error(run_side: RunSide) -> None:
    """The callback gets an error as soon as the connection is lost."""
    fixed = run_side("fixed")
    fixed.expect("client", kind="done")
    (told,) = fixed.seen("client", "the order:")
    assert told.text == "the order: socket has been disconnected"
    assert told.at < fixed.seen("client", kind="open")[1].at
