"""A page that sends faster than the server reads."""

from harness.lab.timeline import Timeline
from harness.pytest.pitfalls import RunSide

FULL = 1_000_000
PICTURE = 500_000


def waiting(timeline: Timeline) -> list[int]:
    """Return how many bytes waited in the page at each check."""
    timeline.expect("client", kind="done")
    notes = timeline.seen("client", "bufferedAmount")
    return [int(note.text.split()[1]) for note in notes]


def test_broken_queue_grows(run_side: RunSide) -> None:
    """The number of waiting bytes grows far beyond the limit."""
    amounts = waiting(run_side("broken"))
    assert amounts[-3] < amounts[-2] < amounts[-1]
    assert amounts[-1] > 4 * FULL


def test_fixed_queue_stays_below_the_limit(run_side: RunSide) -> None:
    """The page never has more waiting bytes than the limit and one picture."""
    amounts = waiting(run_side("fixed"))
    assert max(amounts) <= FULL + PICTURE
    assert amounts[-1] > FULL / 2
