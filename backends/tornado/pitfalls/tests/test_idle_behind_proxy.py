"""A quiet connection behind a proxy."""

from harness.pytest.pitfalls import Play


def test_should_be_cut(play: Play) -> None:
    """The proxy has waited long enough."""
    broken = play("broken")
    broken.expect("client", "close 1006")
    broken.expect("client", kind="done")
    broken.expect("server", "closed, close_code None")
    assert broken.seen("wire", "the proxy ends it", "network")


def test_should_be_kept_by_pings(play: Play) -> None:
    """The proxy sees a ping now and then, and the page its echo."""
    fixed = play("fixed")
    fixed.expect("client", "still there?", "message")
    fixed.expect("client", kind="done")
    assert fixed.seen("wire", "Ping", "down")
    assert fixed.seen("client", kind="close") == []
