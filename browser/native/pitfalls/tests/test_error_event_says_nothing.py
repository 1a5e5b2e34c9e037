"""What a page learns about a connection that fails."""

import pytest

from harness.pytest.pitfalls import RunSide


def test_broken_cannot_tell_them_apart(run_side: RunSide) -> None:
    """A rejection and a missing server give the same events without details."""
    broken = run_side("broken")
    broken.expect("client", kind="done")
    assert broken.seen("wire", "403 Forbidden your token has expired")
    heard = [event.text for event in broken.seen("client") if ": " in event.text]
    rejected, dead = (
        [text.removeprefix(f"{url}: ") for text in heard if text.startswith(f"{url}: ")]
        for url in ("/private", "ws://127.0.0.1:65535/")
    )
    assert rejected == ["error event", "message undefined, reason undefined", "close 1006"]
    assert dead == rejected


@pytest.mark.complains("Unexpected response code: 403", "status of 403", "ERR_CONNECTION_REFUSED")
def test_fixed_asks_over_http(run_side: RunSide) -> None:
    """The server's answer to an HTTP request gives the reason."""
    fixed = run_side("fixed")
    fixed.expect("client", kind="done")
    assert fixed.seen("client", "/private: rejected with 403, your token has expired")
    assert fixed.seen("client", "ws://127.0.0.1:65535/: no answer that the page can read")
