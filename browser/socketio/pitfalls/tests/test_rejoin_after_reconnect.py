"""Rooms after a reconnect."""

from harness.lab.timeline import Timeline
from harness.pytest.pitfalls import RunSide


def heard_by_ada(timeline: Timeline) -> list[str]:
    """Return what Ada has heard up to "good night", which goes to everybody."""
    timeline.expect("client", "ada: news good night")
    return [event.text for event in timeline.seen("client", "ada: ", "message")]


def test_should_miss_what_the_room_says(run_side: RunSide) -> None:
    """Ada, back again, hears what everybody hears, and not what her room does."""
    heard = heard_by_ada(run_side("broken"))
    assert heard == ["ada: said the tea is ready", "ada: news good night"]


def test_should_hear_the_room_again(run_side: RunSide) -> None:
    """Ada joins at each connect, and misses nothing."""
    heard = heard_by_ada(run_side("fixed"))
    assert heard == [
        "ada: said the tea is ready",
        "ada: said there is more tea",
        "ada: news good night",
    ]
