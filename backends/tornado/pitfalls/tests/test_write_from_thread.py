"""write_message in another thread."""

from harness.pytest.pitfalls import RunSide


def test_broken_raises_and_delays_the_message(run_side: RunSide) -> None:
    """The thread fails, and the message waits for the page's next one."""
    broken = run_side("broken")
    broken.expect(
        "server", "RuntimeError: There is no current event loop in thread 'Thread-1 (measure)'."
    )
    broken.expect("client", kind="done")
    (again,) = broken.seen("wire", "measure, please", "up")
    first, *_ = broken.seen("wire", "21.5 degrees", "down")
    assert first.at >= again.at


def test_fixed_sends_the_measurement(run_side: RunSide) -> None:
    """The event loop sends the message, and the page does not have to ask again."""
    fixed = run_side("fixed")
    fixed.expect("client", kind="done")
    assert [event.text for event in fixed.seen("client", kind="message")] == ["21.5 degrees"]
    assert fixed.seen("client", "asks again") == []
