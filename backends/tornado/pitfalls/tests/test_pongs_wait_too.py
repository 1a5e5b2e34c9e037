"""Pongs that nobody reads."""

from harness.pytest.pitfalls import RunSide


def test_should_close_a_client_that_answers_pings(run_side: RunSide) -> None:
    """The pong has come, and the connection is closed all the same."""
    broken = run_side("broken")
    broken.expect("client", "close 1000 ping timed out")
    ping, *_ = broken.seen("wire", "Ping", "down")
    pong, *_ = broken.seen("wire", "Pong", "up")
    close, *_ = broken.seen("wire", "Close 1000 ping timed out", "down")
    assert ping.at <= pong.at < close.at
    broken.expect("server", "tornado.websocket.WebSocketClosedError")
    broken.expect("client", kind="done")
    assert broken.seen("client", kind="message") == []


def test_should_read_pongs_meanwhile(run_side: RunSide) -> None:
    """The report comes, after a ping that has been answered."""
    fixed = run_side("fixed")
    fixed.expect("client", "your report", "message")
    fixed.expect("client", kind="done")
    assert fixed.seen("wire", "Pong", "up")
    assert fixed.seen("client", kind="close") == []
