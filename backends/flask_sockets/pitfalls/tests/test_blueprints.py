"""A blueprint's WebSocket routes."""

from harness.pytest.pitfalls import RunSide


def test_broken_does_not_register_the_blueprint(run_side: RunSide) -> None:
    """Registering raises, so the route does not exist."""
    broken = run_side("broken")
    broken.expect(
        "server", "TypeError: Blueprint.register() takes 3 positional arguments but 4 were given"
    )
    broken.expect("client", kind="done")
    broken.expect("client", "close 1005", "close")
    assert broken.seen("client", kind="message") == []


def test_fixed_adds_the_rules_of_a_helper_application(run_side: RunSide) -> None:
    """The route works, under the blueprint's prefix."""
    fixed = run_side("fixed")
    fixed.expect("client", kind="done")
    assert [event.text for event in fixed.seen("client", kind="message")] == ["hello"]
    assert fixed.seen("client", kind="close") == []
