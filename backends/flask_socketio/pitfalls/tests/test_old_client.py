"""A client that speaks an older Socket.IO."""

from harness.pytest.pitfalls import RunSide

REJECTION = "The client is using an unsupported version of the Socket.IO or Engine.IO protocols"


def test_broken_rejects_it_again_and_again(run_side: RunSide) -> None:
    """The old client gets the same 400 each time, and the log says it once."""
    broken = run_side("broken")
    broken.expect("wire", f'400 BAD REQUEST "{REJECTION}"', "response", count=3)
    broken.expect("client", "connect_error xhr poll error", "error", count=3)
    broken.expect("server", f"{REJECTION} (further occurrences of this error")
    broken.expect("client", kind="done")
    assert broken.seen("wire", "EIO=3", "request")
    assert broken.seen("client", kind="open") == []


def test_fixed_serves_a_current_client(run_side: RunSide) -> None:
    """The client of version 4 connects."""
    fixed = run_side("fixed")
    fixed.expect("client", "hello yourself", "message")
    fixed.expect("client", kind="done")
    assert fixed.seen("wire", "EIO=4", "request")
