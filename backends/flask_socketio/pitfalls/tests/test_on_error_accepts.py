"""An error handler, and an error in connect."""

from harness.pitfalls.fixtures import Play


def test_should_let_in(play: Play) -> None:
    """The check fails, and the page is connected and served."""
    broken = play("broken")
    broken.expect("server", "in a handler: KeyError('wrong')")
    broken.expect("client", "connect", "open")
    broken.expect("client", "the vault's number", "message")


def test_should_refuse(play: Play) -> None:
    """The check fails, and the page is refused."""
    fixed = play("fixed")
    fixed.expect("server", "in a handler: KeyError('wrong')")
    fixed.expect("client", "connect_error server error", "error")
    fixed.expect("client", kind="done")
    assert fixed.seen("client", kind="open") == []
    assert fixed.seen("client", kind="message") == []
