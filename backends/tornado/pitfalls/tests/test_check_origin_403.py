"""A page from another port."""

from harness.pitfalls.fixtures import Play


def test_should_refuse_another_port(play: Play) -> None:
    """The reason is on the wire only."""
    broken = play("broken")
    close = broken.expect("client", kind="close")
    assert close.text == "close 1006"
    broken.expect("wire", "403 Forbidden Cross origin websockets not allowed", "response")
    broken.expect("server", "403 GET /ws")
    broken.expect("client", kind="done")
    assert broken.seen("client", kind="open") == []


def test_should_let_the_front_end_in(play: Play) -> None:
    """Its page gets its echo."""
    fixed = play("fixed")
    fixed.expect("client", "hello", "message")
    fixed.expect("client", kind="done")
