"""gunicorn's gevent worker, with gevent-websocket installed."""

from harness.pytest.pitfalls import RunSide


def test_broken_keeps_polling(run_side: RunSide) -> None:
    """The upgrade gets 500, and the client keeps polling."""
    broken = run_side("broken")
    broken.expect("wire", "500 Internal Server Error", "response")
    broken.expect("server", "RuntimeError: The gevent-websocket server is not configured")
    broken.expect("client", "hello yourself", "message")
    broken.expect("client", "the transport is polling", "note")


def test_fixed_upgrades_to_websocket(run_side: RunSide) -> None:
    """gevent-websocket's worker class accepts the upgrade."""
    fixed = run_side("fixed")
    fixed.expect("wire", "101 Switching Protocols", "response")
    fixed.expect("client", "hello yourself", "message")
    fixed.expect("client", "the transport is websocket", "note")
    fixed.expect("client", kind="done")
