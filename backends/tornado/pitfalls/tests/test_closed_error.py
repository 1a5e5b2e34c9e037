"""A broadcast to a client that has left."""

from harness.pytest.pitfalls import RunSide

REPORT = "8000000 characters"


def test_broken_ends_the_broadcast(run_side: RunSide) -> None:
    """Bob has left, so Cleo gets no report and loses her connection."""
    broken = run_side("broken")
    broken.expect("server", "tornado.websocket.WebSocketClosedError")
    broken.expect("client", kind="done")
    assert broken.seen("client", f"ada: {REPORT}")
    broken.expect("client", "cleo: close 1006")
    assert broken.seen("client", f"cleo: {REPORT}") == []


def test_fixed_reaches_the_remaining_clients(run_side: RunSide) -> None:
    """Ada and Cleo get the report although Bob has left."""
    fixed = run_side("fixed")
    fixed.expect("client", kind="done")
    fixed.expect("server", "bob has left")
    assert fixed.seen("client", f"ada: {REPORT}")
    assert fixed.seen("client", f"cleo: {REPORT}")
    assert fixed.seen("client", "cleo: close") == []
