"""Rooms after a reconnect."""

from harness.lab.timeline import Timeline
from harness.pytest.pitfalls import RunSide


def heard_by_ada(timeline: Timeline) -> list[str]:
    """Return what Ada got up to the broadcast "good night"."""
    timeline.expect("client", "ada: news good night")
    return [event.text for event in timeline.seen("client", "ada: ", "message")]


def test_broken_misses_messages_to_the_room(run_side: RunSide) -> None:
    """After the reconnect Ada gets broadcasts, but no messages to her room."""
    heard = heard_by_ada(run_side("broken"))
    assert heard == ["ada: said the tea is ready", "ada: news good night"]


def test_fixed_gets_messages_to_the_room(run_side: RunSide) -> None:
    """Ada joins at each connect, and misses nothing."""
    heard = heard_by_ada(run_side("fixed"))
    assert heard == [
        "ada: said the tea is ready",
        "ada: said there is more tea",
        "ada: news good night",
    ]
