"""A timeline: its order, waiting for what has not happened yet, and its file."""

import json
import threading
from pathlib import Path

import pytest

from harness.lab.timeline import KEPT, SHOWN, Timeline


@pytest.fixture
def timeline() -> Timeline:
    """A timeline whose events came in another order than they happened."""
    timeline = Timeline()
    timeline.add("wire", "down", "tick", at=1020.0)
    timeline.add("server", "log", "listening", at=990.0)
    timeline.add("client", "note", "the script starts", at=1000.0)
    timeline.add("client", "message", "tick", at=1021.0)
    return timeline


def test_should_be_in_the_order_of_time(timeline: Timeline) -> None:
    """Lanes report at different speeds; what counts is when something happened."""
    assert [event.at for event in timeline.all()] == [990.0, 1000.0, 1020.0, 1021.0]
    assert [event.kind for event in timeline.seen("client")] == ["note", "message"]
    assert timeline.seen("client", "tick", "note") == []


def test_should_wait_for_an_event(timeline: Timeline) -> None:
    """An event that comes later ends the wait."""
    later = threading.Timer(0.05, timeline.add, ("client", "done", "the script has finished"))
    later.start()
    assert timeline.expect("client", kind="done").text == "the script has finished"
    later.join()


def test_should_not_wait_after_a_play_has_failed(timeline: Timeline) -> None:
    """A play that has thrown an error does nothing more: the wait ends at once, and complains."""
    timeline.add("client", "failed", "TypeError: no such thing")
    with pytest.raises(AssertionError, match="0 of 1 client events with 'tock'"):
        timeline.expect("client", "tock")
    assert timeline.expect("client", "TypeError", "failed")


def test_should_tell_those_who_follow(timeline: Timeline) -> None:
    """Who follows gets what was, what comes, and the end."""
    follower = timeline.follow()
    timeline.add("client", "close", "close 1006")
    timeline.end()
    kinds = [event.kind for event in iter(follower.get, None)]
    assert kinds == ["down", "log", "note", "message", "close"]
    assert [event.kind for event in iter(timeline.follow().get, None)] == kinds


def test_should_write_times_since_the_play_began(timeline: Timeline, tmp_path: Path) -> None:
    """A file has no traceback's lines, which name paths, and no more than is drawn."""
    timeline.add("server", "log", "Traceback (most recent call last):", at=1030.0)
    timeline.add("server", "log", '  File "/srv/app.py", line 1', at=1030.0)
    timeline.add("server", "log", "RuntimeError: x" + "x" * SHOWN, at=1030.0)
    for number in range(KEPT):
        timeline.add("client", "message", str(number), at=1100.0 + number)
    path = tmp_path / "folder" / "timeline.json"
    timeline.save(path, pitfall="tornado/x", side="broken")
    saved = json.loads(path.read_text(encoding="utf-8"))
    assert (saved["pitfall"], saved["side"]) == ("tornado/x", "broken")
    assert [event["at"] for event in saved["events"][:5]] == [-10.0, 0.0, 20.0, 21.0, 30.0]
    assert len(saved["events"]) == KEPT
    assert saved["more"] == 5
    assert "Traceback" not in path.read_text(encoding="utf-8")
    assert "/srv" not in path.read_text(encoding="utf-8")
