"""A quiet connection behind a proxy."""

from harness.pytest.pitfalls import RunSide


def test_should_be_cut(run_side: RunSide) -> None:
    """The proxy has waited long enough."""
    broken = run_side("broken")
    broken.expect("client", "close 1006")
    broken.expect("client", kind="done")
    broken.expect("server", "closed, close_code None")
    assert broken.seen("wire", "the proxy ends it", "network")


def test_should_be_kept_by_pings(run_side: RunSide) -> None:
    """The proxy sees a ping now and then, and the page its echo."""
    fixed = run_side("fixed")
    fixed.expect("client", "still there?", "message")
    fixed.expect("client", kind="done")
    assert fixed.seen("wire", "Ping", "down")
    assert fixed.seen("client", kind="close") == []
