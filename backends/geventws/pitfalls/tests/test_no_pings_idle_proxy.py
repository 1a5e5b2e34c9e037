"""A quiet connection behind a proxy."""

from harness.pytest.pitfalls import RunSide


def test_broken_is_closed_by_the_proxy(run_side: RunSide) -> None:
    """The proxy closes the quiet connection, and the page gets 1006."""
    broken = run_side("broken")
    broken.expect("client", "close 1006", "close")
    broken.expect("client", kind="done")
    assert broken.seen("wire", "the proxy closes the connection", "network")
    assert broken.seen("wire", "Ping") == []


def test_fixed_is_kept_open_by_pings(run_side: RunSide) -> None:
    """Pings keep the connection open while it has no messages."""
    fixed = run_side("fixed")
    fixed.expect("client", "still there?", "message")
    fixed.expect("client", kind="done")
    assert len(fixed.seen("wire", "Ping", "down")) >= 2
    assert fixed.seen("client", kind="close") == []
