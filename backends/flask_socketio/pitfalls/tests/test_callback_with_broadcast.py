"""The callback of a broadcast."""

from harness.pytest.pitfalls import RunSide


def test_broken_counts_every_answer_as_the_senders(run_side: RunSide) -> None:
    """Three clients answer, and the callback counts one."""
    broken = run_side("broken")
    broken.expect("server", "of 3 have it", count=3)
    broken.expect("client", kind="done")
    said = [event.text for event in broken.seen("server", "have it")]
    assert said == ["1 of 3 have it"] * 3


def test_fixed_knows_which_client_answers(run_side: RunSide) -> None:
    """Three clients answer, and the callbacks count three."""
    fixed = run_side("fixed")
    fixed.expect("server", "3 of 3 have it")
    fixed.expect("client", kind="done")
