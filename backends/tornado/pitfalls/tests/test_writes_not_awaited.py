"""Messages that nobody waits for."""

import re

from harness.pitfalls.fixtures import Play


def held(text: str) -> float:
    """Return the megabytes that a line names."""
    found = re.search(r"([\d.]+) MB", text)
    assert found
    return float(found[1])


def test_should_keep_in_memory_what_is_not_read(play: Play) -> None:
    """All 20 MB are written, though the client's network stands still."""
    broken = play("broken")
    line = broken.expect("server", "picture 200 written")
    assert held(line.text) > 8
    broken.expect("client", kind="done")


def test_should_write_as_fast_as_is_read(play: Play) -> None:
    """The feed waits for the client, with one picture."""
    fixed = play("fixed")
    fixed.expect("client", kind="done")
    (answer,) = fixed.seen("client", "GET /memory: 200")
    assert held(answer.text) < 2
    assert fixed.seen("server", "picture 200 written") == []
