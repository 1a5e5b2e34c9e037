"""A timeline: its order, waiting for events, and following it."""

import threading

import pytest

from harness.lab.timeline import SHOWN, Timeline


@pytest.fixture
def timeline() -> Timeline:
    """A timeline with events that were not added in the order in which they happened."""
    timeline = Timeline()
    timeline.add("wire", "down", "tick", at=1020.0)
    timeline.add("server", "log", "listening", at=990.0)
    timeline.add("client", "note", "the script starts", at=1000.0)
    timeline.add("client", "message", "tick", at=1021.0)
    return timeline


def test_events_are_in_order_of_time(timeline: Timeline) -> None:
    """Events are sorted by when they happened, not by when they were reported."""
    assert [event.at for event in timeline.all()] == [990.0, 1000.0, 1020.0, 1021.0]
    assert [event.kind for event in timeline.seen("client")] == ["note", "message"]
    assert timeline.seen("client", "tick", "note") == []


def test_expect_waits_for_event(timeline: Timeline) -> None:
    """An event that is added later ends the wait."""
    later = threading.Timer(0.05, timeline.add, ("client", "done", "the script has finished"))
    later.start()
    assert timeline.expect("client", kind="done").text == "the script has finished"
    later.join()


def test_expect_stops_when_script_fails(timeline: Timeline) -> None:
    """A failed script does nothing more, so the wait ends at once with an error."""
    timeline.add("client", "failed", "TypeError: no such thing")
    with pytest.raises(AssertionError, match="0 of 1 client events with 'tock'"):
        timeline.expect("client", "tock")
    assert timeline.expect("client", "TypeError", "failed")


def test_follower_gets_past_and_future_events(timeline: Timeline) -> None:
    """A follower gets all events, including earlier ones, and the end."""
    follower = timeline.follow()
    timeline.add("client", "close", "close 1006")
    timeline.end()
    kinds = [event.kind for event in iter(follower.get, None)]
    assert kinds == ["down", "log", "note", "message", "close"]
    assert [event.kind for event in iter(timeline.follow().get, None)] == kinds


def test_long_text_is_cut() -> None:
    """A long text is cut at a limit, and its length is added."""
    timeline = Timeline()
    timeline.add("wire", "down", "x" * SHOWN + "yz")
    assert timeline.all()[0].text == "x" * SHOWN + f"… ({SHOWN + 2} characters)"
