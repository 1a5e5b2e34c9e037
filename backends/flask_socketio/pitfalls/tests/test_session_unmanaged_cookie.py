"""A cookie session that Flask-SocketIO does not manage."""

from harness.pytest.pitfalls import RunSide


def test_broken_forgets_what_an_event_wrote(run_side: RunSide) -> None:
    """The second event starts with the session of the handshake."""
    broken = run_side("broken")
    broken.expect("client", kind="done")
    assert [event.text for event in broken.seen("client", "in the basket: ")] == [
        "in the basket: bread, milk",
        "in the basket: bread, tea",
    ]


def test_fixed_keeps_what_an_event_wrote(run_side: RunSide) -> None:
    """The second event sees what the first one wrote."""
    fixed = run_side("fixed")
    fixed.expect("client", kind="done")
    assert [event.text for event in fixed.seen("client", "in the basket: ")] == [
        "in the basket: bread, milk",
        "in the basket: bread, milk, tea",
    ]
