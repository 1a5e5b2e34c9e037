"""socketio.run() without a terminal."""

from harness.pytest.pitfalls import RunSide


def test_broken_exits_at_once(run_side: RunSide) -> None:
    """The program raises before it listens, and the proxy answers 502."""
    broken = run_side("broken")
    broken.expect(
        "server", "RuntimeError: The Werkzeug web server is not designed to run in production."
    )
    broken.expect("server", "the program has ended with status 1")
    broken.expect("wire", "502 Bad Gateway", "response")
    broken.expect("client", "connect_error xhr poll error", "error")
    broken.expect("client", kind="done")
    assert broken.seen("client", kind="open") == []


def test_fixed_serves_in_production(run_side: RunSide) -> None:
    """A gunicorn server needs no terminal."""
    fixed = run_side("fixed")
    fixed.expect("client", "hello yourself", "message")
    fixed.expect("client", kind="done")
    fixed.expect("server", "Listening at")
