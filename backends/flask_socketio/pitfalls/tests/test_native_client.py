"""A native WebSocket at a Socket.IO server."""

from harness.pytest.pitfalls import Play


def test_should_not_understand_each_other(play: Play) -> None:
    """There is no /echo; Socket.IO's path has another protocol, and does not take a greeting."""
    broken = play("broken")
    broken.expect("wire", "404 NOT FOUND", "response")
    broken.expect("client", "echo: close 1006", "close")
    broken.expect("client", 'socket.io: 0{"sid":"', "message")
    broken.expect("server", "ValueError: invalid literal for int() with base 10: 'h'")
    broken.expect("client", "socket.io: close 1006", "close")
    broken.expect("wire", "HTTP/1.1 500 INTERNAL SERVER ERROR", "torn")


def test_should_echo(play: Play) -> None:
    """A native endpoint answers what it got."""
    fixed = play("fixed")
    fixed.expect("client", kind="done")
    assert [event.text for event in fixed.seen("client", kind="message")] == ["echo: hello"]
