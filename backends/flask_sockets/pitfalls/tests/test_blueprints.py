"""A blueprint's routes for WebSockets."""

from harness.pytest.pitfalls import RunSide


def test_should_not_register(run_side: RunSide) -> None:
    """Registering raises, and without it there is no such route."""
    broken = run_side("broken")
    broken.expect(
        "server", "TypeError: Blueprint.register() takes 3 positional arguments but 4 were given"
    )
    broken.expect("client", kind="done")
    broken.expect("client", "close 1005", "close")
    assert broken.seen("client", kind="message") == []


def test_should_take_rules_from_lent_application(run_side: RunSide) -> None:
    """The route is there, under the blueprint's prefix."""
    fixed = run_side("fixed")
    fixed.expect("client", kind="done")
    assert [event.text for event in fixed.seen("client", kind="message")] == ["hello"]
    assert fixed.seen("client", kind="close") == []
