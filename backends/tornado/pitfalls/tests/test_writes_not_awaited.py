"""Writes that are not awaited."""

import re

from harness.lab.timeline import Timeline
from harness.pytest.pitfalls import RunSide

PICTURES = 10


def held(timeline: Timeline) -> list[float]:
    """Return how many megabytes the server held at each request."""
    timeline.expect("client", kind="done")
    found = [
        re.search(r"the server holds ([\d.]+) MB", event.text)
        for event in timeline.seen("client", "GET /memory: 200")
    ]
    return [float(it[1]) for it in found if it]


def test_broken_keeps_unread_messages_in_memory(run_side: RunSide) -> None:
    """Both clients' 40 MB are written while they do not read; the kernel holds a part."""
    broken = run_side("broken")
    assert max(held(broken)) > 16
    pictures = broken.seen("client", "ada: Blob of 2000000 bytes", "message")
    (thaw,) = broken.seen("wire", "thaw", "network")
    assert len(pictures) == PICTURES
    assert pictures[0].at > thaw.at
    broken.expect("server", "Task exception was never retrieved", count=2)


def test_fixed_writes_at_the_pace_of_the_client(run_side: RunSide) -> None:
    """The feed waits for each client, with one picture in memory."""
    fixed = run_side("fixed")
    assert max(held(fixed)) < 8
    assert len(fixed.seen("client", "ada: Blob of 2000000 bytes", "message")) == PICTURES
    assert fixed.seen("server", "Task exception was never retrieved") == []
