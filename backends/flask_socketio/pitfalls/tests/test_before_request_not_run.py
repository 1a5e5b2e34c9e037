"""before_request and events."""

from harness.pytest.pitfalls import RunSide


def test_should_prepare_nothing(run_side: RunSide) -> None:
    """A view has the user, an event has not; both are torn down."""
    broken = run_side("broken")
    broken.expect("server", "AttributeError: user")
    broken.expect("client", "Error: operation has timed out", "error")
    broken.expect("client", "GET /hello: 200 hello Ada")
    broken.expect("client", kind="done")
    assert broken.seen("client", kind="message") == []
    words = [event.text for event in broken.seen("server", "teardown_request")]
    assert words[-2:] == ["teardown_request: Ada", "teardown_request: no user"]


def test_should_prepare_on_demand(run_side: RunSide) -> None:
    """Both know the user."""
    fixed = run_side("fixed")
    fixed.expect("client", kind="done")
    fixed.expect("client", "GET /hello: 200 hello Ada")
    assert [event.text for event in fixed.seen("client", kind="message")] == ["hello Ada"]
