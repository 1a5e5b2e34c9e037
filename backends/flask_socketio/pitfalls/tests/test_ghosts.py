"""A client whose network has frozen."""

from harness.pytest.pitfalls import RunSide


def test_broken_keeps_the_client_online(run_side: RunSide) -> None:
    """Ada is online each time that Bob asks."""
    broken = run_side("broken")
    broken.expect("client", "online: ", count=10)
    assert broken.seen("wire", '"pingTimeout":20000,"pingInterval":25000', "down")
    texts = {event.text for event in broken.seen("client", "online: ")}
    assert texts == {"online: ada, bob"}
    assert broken.seen("server", "is gone") == []


def test_fixed_drops_the_client(run_side: RunSide) -> None:
    """Ada goes offline after a ping without a pong."""
    fixed = run_side("fixed")
    fixed.expect("client", kind="done")
    fixed.expect("server", "ada is gone: ping timeout")
    texts = [event.text for event in fixed.seen("client", "online: ")]
    assert texts[-1] == "online: bob"
