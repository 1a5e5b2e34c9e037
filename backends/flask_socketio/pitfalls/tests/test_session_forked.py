"""The sessions of events and views."""

from harness.pytest.pitfalls import RunSide


def test_broken_has_two_sessions(run_side: RunSide) -> None:
    """A view does not see an event's change, and an event does not see a view's."""
    broken = run_side("broken")
    broken.expect("client", kind="done")
    assert [event.text for event in broken.seen("client", ": ", "note")] == [
        "POST /name/Ada: 200 Ada",
        "event rename: Bob",
        "GET /name: 200 Ada",
        "POST /name/Cyd: 200 Cyd",
        "event name: Bob",
    ]


def test_fixed_shares_one_session(run_side: RunSide) -> None:
    """Views and events see each other's changes."""
    fixed = run_side("fixed")
    fixed.expect("client", kind="done")
    assert [event.text for event in fixed.seen("client", ": ", "note")] == [
        "POST /name/Ada: 200 Ada",
        "event rename: Bob",
        "GET /name: 200 Bob",
        "POST /name/Cyd: 200 Cyd",
        "event name: Cyd",
    ]
