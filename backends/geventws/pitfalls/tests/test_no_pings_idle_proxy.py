"""Silence, behind a proxy that ends it."""

from harness.pytest.pitfalls import RunSide


def test_should_be_closed_by_the_proxy(run_side: RunSide) -> None:
    """The proxy ends the quiet connection, and the page gets 1006."""
    broken = run_side("broken")
    broken.expect("client", "close 1006", "close")
    broken.expect("client", kind="done")
    assert broken.seen("wire", "the proxy ends it", "network")
    assert broken.seen("wire", "Ping") == []


def test_should_be_kept_alive(run_side: RunSide) -> None:
    """Pings keep it open for as long as nobody speaks."""
    fixed = run_side("fixed")
    fixed.expect("client", "still there?", "message")
    fixed.expect("client", kind="done")
    assert len(fixed.seen("wire", "Ping", "down")) >= 2
    assert fixed.seen("client", kind="close") == []
