"""A client that has lost its network."""

from harness.pytest.pitfalls import RunSide


def test_broken_never_notices(run_side: RunSide) -> None:
    """The server keeps counting Ada while Bob sends messages."""
    broken = run_side("broken")
    broken.expect("client", kind="done")
    assert len(broken.seen("client", "bob: clients: 2", "message")) == 6
    assert broken.seen("client", "clients: 1") == []
    assert broken.seen("wire", "Ping") == []


def test_fixed_notices_the_missing_pong(run_side: RunSide) -> None:
    """The server removes Ada and keeps Bob, who answers pings."""
    fixed = run_side("fixed")
    fixed.expect("server", "ada is gone")
    fixed.expect("client", "bob: clients: 1", "message")
    fixed.expect("client", kind="done")
    assert fixed.seen("client", kind="close") == []
