"""disconnect() in the connect handler."""

from harness.pytest.pitfalls import RunSide


def test_broken_lets_the_client_in(run_side: RunSide) -> None:
    """The page is connected and served, with a wrong token and with none."""
    broken = run_side("broken")
    broken.expect("client", kind="done")
    for client in ("wrong token", "no token"):
        broken.expect("client", f"{client}: connect", "open")
        broken.expect("client", f"{client}: the vault's number", "message")
    assert broken.seen("client", kind="close") == []


def test_fixed_rejects_the_client(run_side: RunSide) -> None:
    """Both clients get a connect_error with the reason."""
    fixed = run_side("fixed")
    fixed.expect("client", kind="done")
    assert [event.text for event in fixed.seen("client", kind="error")] == [
        "wrong token: connect_error wrong token",
        "no token: connect_error wrong token",
    ]
    assert fixed.seen("client", kind="open") == []
    assert fixed.seen("client", kind="message") == []
