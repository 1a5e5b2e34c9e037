"""before_request and events."""

from harness.pytest.pitfalls import RunSide


def test_broken_does_not_run_the_hook_for_events(run_side: RunSide) -> None:
    """A view has the user, an event does not; teardown runs for both."""
    broken = run_side("broken")
    broken.expect("server", "AttributeError: user")
    broken.expect("client", "Error: operation has timed out", "error")
    broken.expect("client", "GET /hello: 200 hello Ada")
    broken.expect("client", kind="done")
    assert broken.seen("client", kind="message") == []
    texts = [event.text for event in broken.seen("server", "teardown_request")]
    assert texts[-2:] == ["teardown_request: Ada", "teardown_request: no user"]


def test_fixed_loads_the_user_on_demand(run_side: RunSide) -> None:
    """The view and the event both have the user."""
    fixed = run_side("fixed")
    fixed.expect("client", kind="done")
    fixed.expect("client", "GET /hello: 200 hello Ada")
    assert [event.text for event in fixed.seen("client", kind="message")] == ["hello Ada"]
