"""gunicorn's gevent worker, with gevent-websocket installed."""

from harness.pytest.pitfalls import RunSide


def test_should_stay_with_polling(run_side: RunSide) -> None:
    """The upgrade is answered with 500, and the client goes on without."""
    broken = run_side("broken")
    broken.expect("wire", "500 Internal Server Error", "response")
    broken.expect("server", "RuntimeError: The gevent-websocket server is not configured")
    broken.expect("client", "hello yourself", "message")
    broken.expect("client", "the transport is polling", "note")


def test_should_become_a_websocket(run_side: RunSide) -> None:
    """The worker class of gevent-websocket takes the upgrade."""
    fixed = run_side("fixed")
    fixed.expect("wire", "101 Switching Protocols", "response")
    fixed.expect("client", "hello yourself", "message")
    fixed.expect("client", "the transport is websocket", "note")
    fixed.expect("client", kind="done")
