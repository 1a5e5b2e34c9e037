"""Two names of one machine."""

from harness.pytest.pitfalls import RunSide


def test_should_be_a_stranger(run_side: RunSide) -> None:
    """The one endpoint refuses the origin; the other has no cookie to know Ada by."""
    broken = run_side("broken")
    broken.expect("client", kind="done")
    assert broken.seen("client", "members: close 1006")
    assert broken.seen("wire", "403 Forbidden", "response")
    assert broken.seen("client", "lobby: hello, stranger")


def test_should_be_at_home(run_side: RunSide) -> None:
    """With the page's own host both know her."""
    fixed = run_side("fixed")
    fixed.expect("client", kind="done")
    assert fixed.seen("client", "members: hello, ada")
    assert fixed.seen("client", "lobby: hello, ada")
