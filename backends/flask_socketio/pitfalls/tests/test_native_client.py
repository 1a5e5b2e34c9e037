"""A native WebSocket at a Socket.IO server."""

from harness.pytest.pitfalls import RunSide


def test_should_not_understand_each_other(run_side: RunSide) -> None:
    """There is no /echo; Socket.IO's path has another protocol, and does not take a greeting."""
    broken = run_side("broken")
    broken.expect("wire", "404 NOT FOUND", "response")
    broken.expect("client", "echo: close 1006", "close")
    broken.expect("client", 'socket.io: 0{"sid":"', "message")
    broken.expect("server", "ValueError: invalid literal for int() with base 10: 'h'")
    broken.expect("client", "socket.io: close 1006", "close")
    broken.expect("wire", "HTTP/1.1 500 INTERNAL SERVER ERROR", "torn")


def test_should_echo(run_side: RunSide) -> None:
    """A native endpoint answers what it got."""
    fixed = run_side("fixed")
    fixed.expect("client", kind="done")
    assert [event.text for event in fixed.seen("client", kind="message")] == ["echo: hello"]
