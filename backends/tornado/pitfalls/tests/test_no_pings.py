"""A client whose network is gone."""

from harness.pytest.pitfalls import RunSide


def test_should_never_notice(run_side: RunSide) -> None:
    """Ada is written to as long as Bob talks."""
    broken = run_side("broken")
    broken.expect("client", kind="done")
    assert len(broken.seen("client", "bob: clients: 2", "message")) == 6
    assert broken.seen("client", "clients: 1") == []
    assert broken.seen("wire", "Ping") == []


def test_should_notice_by_the_missing_pong(run_side: RunSide) -> None:
    """Ada is taken out; Bob, who answers pings, stays."""
    fixed = run_side("fixed")
    fixed.expect("server", "ada is gone")
    fixed.expect("client", "bob: clients: 1", "message")
    fixed.expect("client", kind="done")
    assert fixed.seen("client", kind="close") == []
