"""A close code of your own."""

from harness.pytest.pitfalls import RunSide


def test_broken_loses_the_code(run_side: RunSide, is_chromium: bool) -> None:
    """The client reads the first two letters of the reason as the code."""
    broken = run_side("broken")
    broken.expect("client", kind="done")
    broken.expect("wire", "Close 25209 e", "down", count=2)
    closes = [event.text for event in broken.seen("client", kind="close")]
    if is_chromium:
        assert closes == ["members: close 25209 e", "queue: close 25209 e for now"]
    else:
        assert not {"members: close 4001 bye", "queue: close 4002 bye for now"} & {*closes}


def test_fixed_sends_code_and_reason(run_side: RunSide) -> None:
    """The page gets both, even while another greenlet waits in `receive`."""
    fixed = run_side("fixed")
    fixed.expect("client", kind="done")
    closes = [event.text for event in fixed.seen("client", kind="close")]
    assert closes == ["members: close 4001 bye", "queue: close 4002 bye for now"]
    assert fixed.seen("client", "ask for the password again", "note")
