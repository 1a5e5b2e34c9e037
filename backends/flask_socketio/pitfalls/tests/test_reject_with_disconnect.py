"""disconnect() in the connect handler."""

from harness.pytest.pitfalls import RunSide


def test_should_let_in(run_side: RunSide) -> None:
    """The page with the wrong token is connected, and served; so is the one that has none."""
    broken = run_side("broken")
    broken.expect("client", kind="done")
    for client in ("wrong token", "no token"):
        broken.expect("client", f"{client}: connect", "open")
        broken.expect("client", f"{client}: the vault's number", "message")
    assert broken.seen("client", kind="close") == []


def test_should_refuse(run_side: RunSide) -> None:
    """Both are told why not."""
    fixed = run_side("fixed")
    fixed.expect("client", kind="done")
    assert [event.text for event in fixed.seen("client", kind="error")] == [
        "wrong token: connect_error wrong token",
        "no token: connect_error wrong token",
    ]
    assert fixed.seen("client", kind="open") == []
    assert fixed.seen("client", kind="message") == []
