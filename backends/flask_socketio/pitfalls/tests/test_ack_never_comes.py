"""Acknowledgements that never come."""

import pytest

from harness.pytest.pitfalls import RunSide


def test_broken_does_not_acknowledge(run_side: RunSide) -> None:
    """One handler raises, one event has no handler, and the connection still works."""
    broken = run_side("broken")
    broken.expect("server", "KeyError: 'coffee'")
    broken.expect("client", "price coffee: Error: operation has timed out", "error")
    broken.expect("client", "prize tea: Error: operation has timed out", "error")
    broken.expect("client", kind="done")
    answers = [event.text for event in broken.seen("client", kind="message")]
    assert answers == ['price tea: {"price":3}']
    frames = [event.text for event in broken.seen("wire", kind="down")]
    assert len([text for text in frames if text.startswith("43")]) == 1


@pytest.mark.traceback
def test_fixed_acknowledges_errors(run_side: RunSide) -> None:
    """All three events are acknowledged, and the error is in the server's log."""
    fixed = run_side("fixed")
    fixed.expect("client", kind="done")
    assert sorted(event.text for event in fixed.seen("client", kind="message")) == [
        'price coffee: {"error":"server error"}',
        'price tea: {"price":3}',
        'prize tea: {"error":"no such event: prize"}',
    ]
    fixed.expect("server", "KeyError: 'coffee'")
