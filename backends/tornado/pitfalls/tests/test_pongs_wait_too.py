"""Pongs that wait behind a slow message."""

from harness.pytest.pitfalls import RunSide


def test_broken_closes_a_client_that_answers_pings(run_side: RunSide) -> None:
    """The server closes the connection although the pong has arrived."""
    broken = run_side("broken")
    broken.expect("client", "close 1000 ping timed out")
    ping, *_ = broken.seen("wire", "Ping", "down")
    pong, *_ = broken.seen("wire", "Pong", "up")
    close, *_ = broken.seen("wire", "Close 1000 ping timed out", "down")
    assert ping.at <= pong.at < close.at
    broken.expect("server", "tornado.websocket.WebSocketClosedError")
    broken.expect("client", kind="done")
    assert broken.seen("client", kind="message") == []


def test_fixed_reads_pongs_during_the_work(run_side: RunSide) -> None:
    """The report arrives, after a ping and its pong."""
    fixed = run_side("fixed")
    fixed.expect("client", "your report", "message")
    fixed.expect("client", kind="done")
    assert fixed.seen("wire", "Pong", "up")
    assert fixed.seen("client", kind="close") == []
