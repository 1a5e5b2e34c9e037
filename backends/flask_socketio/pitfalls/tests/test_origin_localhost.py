"""A page of 127.0.0.1 that connects to localhost."""

from harness.pytest.pitfalls import RunSide


def test_broken_rejects_the_page(run_side: RunSide) -> None:
    """The page's origin differs from the request's, and the answer is 400."""
    broken = run_side("broken")
    broken.expect("wire", '400 BAD REQUEST "Not an accepted origin."', "response")
    broken.expect("server", " is not an accepted origin. (further occurrences of this error")
    broken.expect("client", "connect_error xhr poll error", "error")
    broken.expect("client", kind="done")
    assert broken.seen("client", kind="open") == []
    (said,) = broken.seen("server", " is not an accepted origin.")
    assert said.text.startswith("http://127.0.0.1:")


def test_fixed_accepts_the_page(run_side: RunSide) -> None:
    """The function accepts both names of the server."""
    fixed = run_side("fixed")
    fixed.expect("client", "hello yourself", "message")
    fixed.expect("client", kind="done")
    assert fixed.seen("wire", "400 BAD REQUEST", "response") == []
