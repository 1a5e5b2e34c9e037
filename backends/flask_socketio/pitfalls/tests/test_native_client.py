"""A native WebSocket and a Socket.IO server."""

from harness.pytest.pitfalls import RunSide


def test_broken_does_not_speak_the_protocol(run_side: RunSide) -> None:
    """/echo does not exist, and Socket.IO's path does not understand hello."""
    broken = run_side("broken")
    broken.expect("wire", "404 NOT FOUND", "response")
    broken.expect("client", "echo: close 1006", "close")
    broken.expect("client", 'socket.io: 0{"sid":"', "message")
    broken.expect("server", "ValueError: invalid literal for int() with base 10: 'h'")
    broken.expect("client", "socket.io: close 1006", "close")
    broken.expect("wire", "HTTP/1.1 500 INTERNAL SERVER ERROR", "malformed")


def test_fixed_echoes(run_side: RunSide) -> None:
    """A native endpoint sends the message back."""
    fixed = run_side("fixed")
    fixed.expect("client", kind="done")
    assert [event.text for event in fixed.seen("client", kind="message")] == ["echo: hello"]
