"""An exception in the connect handler."""

import pytest

from harness.pytest.pitfalls import RunSide


def test_broken_leaves_the_client_pending(run_side: RunSide) -> None:
    """Eve and Mallory hear nothing, but Ada's message goes to them too."""
    broken = run_side("broken")
    broken.expect("server", "message handler error", count=2)
    broken.expect("server", "KeyError: 'wrong'")
    broken.expect("wire", '42["chat","for members only"]', "down", count=3)
    broken.expect("client", kind="done")
    assert broken.seen("client", "eve: ") == []
    assert broken.seen("client", "mallory: ") == []
    assert broken.seen("wire", '44{"message":', "down") == []


@pytest.mark.traceback
def test_fixed_rejects_the_client(run_side: RunSide) -> None:
    """Eve and Mallory are rejected, and only Ada gets her message."""
    fixed = run_side("fixed")
    fixed.expect("client", "eve: connect_error wrong token", "error")
    fixed.expect("client", "mallory: connect_error server error", "error")
    fixed.expect("client", kind="done")
    assert len(fixed.seen("wire", "for members only", "down")) == 1
    fixed.expect("client", "ada: chat for members only", "message")
    fixed.expect("server", "ERROR in connect_handler_raises: in connect")
    fixed.expect("server", "TypeError: ")
