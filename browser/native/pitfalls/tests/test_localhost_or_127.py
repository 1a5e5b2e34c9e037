"""Two names for one machine."""

from harness.pytest.pitfalls import RunSide


def test_broken_is_another_origin(run_side: RunSide) -> None:
    """One endpoint rejects the origin; the other gets no cookie, so Ada is a stranger."""
    broken = run_side("broken")
    broken.expect("client", kind="done")
    assert broken.seen("client", "members: close 1006")
    assert broken.seen("wire", "403 Forbidden", "response")
    assert broken.seen("client", "lobby: hello, stranger")


def test_fixed_is_the_same_origin(run_side: RunSide) -> None:
    """With the page's own host both endpoints know Ada."""
    fixed = run_side("fixed")
    fixed.expect("client", kind="done")
    assert fixed.seen("client", "members: hello, ada")
    assert fixed.seen("client", "lobby: hello, ada")
