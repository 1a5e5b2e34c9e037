"""An acknowledgement on a connection that is lost."""

from harness.pytest.pitfalls import RunSide


def test_broken_callback_never_runs(run_side: RunSide) -> None:
    """The order is saved, and the callback is lost with its connection."""
    broken = run_side("broken")
    broken.expect("server", "the order is saved: tea")
    broken.expect("client", kind="done")
    # The client has a new connection, on which no callback waits for the order.
    assert broken.seen("client", "disconnect transport", "close")
    assert broken.seen("client", "the order:") == []


def test_fixed_callback_gets_an_error(run_side: RunSide) -> None:
    """The callback gets an error as soon as the connection is lost."""
    fixed = run_side("fixed")
    fixed.expect("client", kind="done")
    (told,) = fixed.seen("client", "the order:")
    assert told.text == "the order: socket has been disconnected"
    assert told.at < fixed.seen("client", kind="open")[1].at
