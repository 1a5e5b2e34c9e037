"""A quiet connection behind a proxy."""

from harness.pytest.pitfalls import RunSide


def test_broken_is_closed_by_the_proxy(run_side: RunSide) -> None:
    """The proxy closes the quiet connection, and the page gets 1006."""
    broken = run_side("broken")
    broken.expect("client", "close 1006")
    broken.expect("client", kind="done")
    broken.expect("server", "closed, close_code None")
    assert broken.seen("wire", "the proxy closes the connection", "network")


def test_fixed_is_kept_open_by_pings(run_side: RunSide) -> None:
    """The proxy sees pings, and the page gets its echo."""
    fixed = run_side("fixed")
    fixed.expect("client", "still there?", "message")
    fixed.expect("client", kind="done")
    assert fixed.seen("wire", "Ping", "down")
    assert fixed.seen("client", kind="close") == []
