"""disconnect() in the connect handler."""

from harness.pytest.pitfalls import Play


def test_should_let_in(play: Play) -> None:
    """The page with the wrong token is connected, and served; so is the one that has none."""
    broken = play("broken")
    broken.expect("client", kind="done")
    for client in ("wrong token", "no token"):
        broken.expect("client", f"{client}: connect", "open")
        broken.expect("client", f"{client}: the vault's number", "message")
    assert broken.seen("client", kind="close") == []


def test_should_refuse(play: Play) -> None:
    """Both are told why not."""
    fixed = play("fixed")
    fixed.expect("client", kind="done")
    assert [event.text for event in fixed.seen("client", kind="error")] == [
        "wrong token: connect_error wrong token",
        "no token: connect_error wrong token",
    ]
    assert fixed.seen("client", kind="open") == []
    assert fixed.seen("client", kind="message") == []
