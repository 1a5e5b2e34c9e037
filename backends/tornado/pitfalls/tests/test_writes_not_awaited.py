"""Messages that nobody waits for."""

import re

from harness.lab.timeline import Timeline
from harness.pytest.pitfalls import RunSide

PICTURES = 10


def held(timeline: Timeline) -> list[float]:
    """Return the megabytes that the server held, each time that it was asked."""
    timeline.expect("client", kind="done")
    found = [
        re.search(r"the server holds ([\d.]+) MB", event.text)
        for event in timeline.seen("client", "GET /memory: 200")
    ]
    return [float(it[1]) for it in found if it]


def test_should_keep_in_memory_what_is_not_read(run_side: RunSide) -> None:
    """Both clients' 40 MB are written, though nobody reads; the kernel has some of them."""
    broken = run_side("broken")
    assert max(held(broken)) > 16
    pictures = broken.seen("client", "ada: Blob of 2000000 bytes", "message")
    (thaw,) = broken.seen("wire", "thaw", "network")
    assert len(pictures) == PICTURES
    assert pictures[0].at > thaw.at
    broken.expect("server", "Task exception was never retrieved", count=2)


def test_should_write_as_fast_as_is_read(run_side: RunSide) -> None:
    """The feed waits for each client, with one picture."""
    fixed = run_side("fixed")
    assert max(held(fixed)) < 8
    assert len(fixed.seen("client", "ada: Blob of 2000000 bytes", "message")) == PICTURES
    assert fixed.seen("server", "Task exception was never retrieved") == []
