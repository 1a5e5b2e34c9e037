"""A client whose network has frozen."""

from harness.pytest.pitfalls import RunSide


def test_should_be_counted_on(run_side: RunSide) -> None:
    """Ada is online as often as Bob asks."""
    broken = run_side("broken")
    broken.expect("client", "online: ", count=10)
    assert broken.seen("wire", '"pingTimeout":20000,"pingInterval":25000', "down")
    words = {event.text for event in broken.seen("client", "online: ")}
    assert words == {"online: ada, bob"}
    assert broken.seen("server", "is gone") == []


def test_should_be_noticed(run_side: RunSide) -> None:
    """Ada is gone after a ping without a pong."""
    fixed = run_side("fixed")
    fixed.expect("client", kind="done")
    fixed.expect("server", "ada is gone: ping timeout")
    words = [event.text for event in fixed.seen("client", "online: ")]
    assert words[-1] == "online: bob"
