"""disconnect() in the connect handler."""

from harness.pitfalls.fixtures import Play


def test_should_let_in(play: Play) -> None:
    """The page with the wrong token is connected, and served."""
    broken = play("broken")
    broken.expect("client", "connect", "open")
    broken.expect("client", "the vault's number", "message")
    broken.expect("client", kind="done")
    assert broken.seen("client", kind="close") == []


def test_should_refuse(play: Play) -> None:
    """The page is told why not."""
    fixed = play("fixed")
    fixed.expect("client", "connect_error wrong token", "error")
    fixed.expect("client", kind="done")
    assert fixed.seen("client", kind="open") == []
    assert fixed.seen("client", kind="message") == []
