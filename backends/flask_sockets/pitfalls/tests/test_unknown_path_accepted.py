"""A handshake for a path without a route."""

import pytest

from harness.pytest.pitfalls import RunSide


def test_broken_accepts_any_path(run_side: RunSide) -> None:
    """The server accepts the path, then closes with 1005."""
    broken = run_side("broken")
    broken.expect("client", kind="done")
    broken.expect("client", "wrong: close 1005")
    assert broken.seen("client", "wrong: connected")
    assert len(broken.seen("wire", "101 Switching Protocols", "response")) == 2


@pytest.mark.complains("Unexpected response code: 404")
def test_fixed_answers_404(run_side: RunSide) -> None:
    """The handshake gets 404; the other path works."""
    fixed = run_side("fixed")
    fixed.expect("client", kind="done")
    assert fixed.seen("wire", "404 NOT FOUND", "response")
    assert fixed.seen("client", "wrong: connected") == []
    fixed.expect("client", "wrong: close 1006")
    assert [event.text for event in fixed.seen("client", kind="message")] == ["right: hello"]
