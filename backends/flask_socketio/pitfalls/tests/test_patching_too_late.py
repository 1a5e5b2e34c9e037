"""monkey.patch_all() after other modules have taken what it exchanges."""

from harness.pytest.pitfalls import RunSide


def test_should_recurse_without_end(run_side: RunSide) -> None:
    """A warning at the start; then the handler dies, and its acknowledgement never comes."""
    broken = run_side("broken")
    broken.expect("server", "MonkeyPatchWarning: Monkey-patching ssl after ssl has already been")
    broken.expect("server", "RecursionError: maximum recursion depth exceeded")
    broken.expect("client", "Error: operation has timed out", "error")
    broken.expect("client", kind="done")
    assert broken.seen("client", "sunny") == []


def test_should_answer(run_side: RunSide) -> None:
    """Nothing warns, and the handler answers."""
    fixed = run_side("fixed")
    fixed.expect("client", "sunny", "message")
    fixed.expect("client", kind="done")
    assert fixed.seen("server", "MonkeyPatchWarning") == []
