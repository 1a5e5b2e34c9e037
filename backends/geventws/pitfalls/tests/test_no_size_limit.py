"""A message without a size limit."""

from harness.lab.timeline import Timeline
from harness.pytest.pitfalls import RunSide


def waits(timeline: Timeline) -> list[float]:
    """Return how long Bob waited for each answer."""
    sent = timeline.seen("client", "bob: ", "sent")
    answers = timeline.seen("client", "bob: ", "message")
    return [answer.at - ask.at for ask, answer in zip(sent, answers, strict=True)]


def test_broken_stalls_other_clients(run_side: RunSide) -> None:
    """Bob waits while the server validates Mallory's large message."""
    broken = run_side("broken")
    broken.expect("client", kind="done")
    (sent,) = broken.seen("client", "mallory: ", "sent")
    answer = broken.expect("client", "mallory: 2097152 characters", "message")
    first, *later = waits(broken)
    assert max(later) > (answer.at - sent.at) / 3
    assert max(later) > 2 * first


def test_fixed_closes_with_1009(run_side: RunSide) -> None:
    """The server rejects the message by its header with 1009, and Bob is served."""
    fixed = run_side("fixed")
    fixed.expect("client", "mallory: close 1009 too big", "close")
    fixed.expect("client", kind="done")
    assert fixed.seen("client", "mallory: ", "message") == []
    first, *later = waits(fixed)
    assert max(later) < max(500, 20 * first)  # ms; a busy machine delays the first answer too
