"""monkey.patch_all() after other modules have imported what it replaces."""

from harness.pytest.pitfalls import RunSide


def test_broken_recurses_without_end(run_side: RunSide) -> None:
    """The program starts with a warning, the handler fails, and no acknowledgement comes."""
    broken = run_side("broken")
    broken.expect("server", "MonkeyPatchWarning: Monkey-patching ssl after ssl has already been")
    broken.expect("server", "RecursionError: maximum recursion depth exceeded")
    broken.expect("client", "Error: operation has timed out", "error")
    broken.expect("client", kind="done")
    assert broken.seen("client", "sunny") == []


def test_fixed_answers(run_side: RunSide) -> None:
    """There is no warning, and the handler answers."""
    fixed = run_side("fixed")
    fixed.expect("client", "sunny", "message")
    fixed.expect("client", kind="done")
    assert fixed.seen("server", "MonkeyPatchWarning") == []
