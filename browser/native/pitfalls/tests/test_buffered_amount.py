"""A page that sends faster than the server reads."""

from harness.lab.timeline import Timeline
from harness.pytest.pitfalls import RunSide

FULL = 1_000_000
PICTURE = 500_000


def waiting(timeline: Timeline) -> list[int]:
    """Return how many bytes waited in the page, each time that it looked."""
    timeline.expect("client", kind="done")
    notes = timeline.seen("client", "bufferedAmount")
    return [int(note.text.split()[1]) for note in notes]


def test_should_pile_up(run_side: RunSide) -> None:
    """What waits grows, far over what the page should have let wait."""
    amounts = waiting(run_side("broken"))
    assert amounts[-3] < amounts[-2] < amounts[-1]
    assert amounts[-1] > 4 * FULL


def test_should_leave_out_what_is_too_much(run_side: RunSide) -> None:
    """What waits never grows over the limit and one picture."""
    amounts = waiting(run_side("fixed"))
    assert max(amounts) <= FULL + PICTURE
    assert amounts[-1] > FULL / 2
