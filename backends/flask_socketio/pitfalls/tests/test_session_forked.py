"""A session for events, another one for views."""

from harness.pytest.pitfalls import RunSide


def test_should_have_two_sessions(run_side: RunSide) -> None:
    """A view does not see what an event wrote, nor an event what a view wrote."""
    broken = run_side("broken")
    broken.expect("client", kind="done")
    assert [event.text for event in broken.seen("client", ": ", "note")] == [
        "POST /name/Ada: 200 Ada",
        "event rename: Bob",
        "GET /name: 200 Ada",
        "POST /name/Cyd: 200 Cyd",
        "event name: Bob",
    ]


def test_should_share_one_session(run_side: RunSide) -> None:
    """Each sees what the other wrote."""
    fixed = run_side("fixed")
    fixed.expect("client", kind="done")
    assert [event.text for event in fixed.seen("client", ": ", "note")] == [
        "POST /name/Ada: 200 Ada",
        "event rename: Bob",
        "GET /name: 200 Bob",
        "POST /name/Cyd: 200 Cyd",
        "event name: Cyd",
    ]
