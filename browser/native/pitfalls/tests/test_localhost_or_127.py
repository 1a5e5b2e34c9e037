"""Two names of one machine."""

from harness.pytest.pitfalls import Play


def test_should_be_a_stranger(play: Play) -> None:
    """The one endpoint refuses the origin; the other has no cookie to know Ada by."""
    broken = play("broken")
    broken.expect("client", kind="done")
    assert broken.seen("client", "members: close 1006")
    assert broken.seen("wire", "403 Forbidden", "response")
    assert broken.seen("client", "lobby: hello, stranger")


def test_should_be_at_home(play: Play) -> None:
    """With the page's own host both know her."""
    fixed = play("fixed")
    fixed.expect("client", kind="done")
    assert fixed.seen("client", "members: hello, ada")
    assert fixed.seen("client", "lobby: hello, ada")
