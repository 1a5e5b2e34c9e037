"""A client that speaks an older Socket.IO."""

from harness.pytest.pitfalls import RunSide

REFUSAL = "The client is using an unsupported version of the Socket.IO or Engine.IO protocols"


def test_should_refuse_it_for_ever(run_side: RunSide) -> None:
    """The client of version 2 asks again and again, and is told the same; the log says it once."""
    broken = run_side("broken")
    broken.expect("wire", f'400 BAD REQUEST "{REFUSAL}"', "response", count=3)
    broken.expect("client", "connect_error xhr poll error", "error", count=3)
    broken.expect("server", f"{REFUSAL} (further occurrences of this error")
    broken.expect("client", kind="done")
    assert broken.seen("wire", "EIO=3", "request")
    assert broken.seen("client", kind="open") == []


def test_should_serve_todays_client(run_side: RunSide) -> None:
    """The client of version 4 connects."""
    fixed = run_side("fixed")
    fixed.expect("client", "hello yourself", "message")
    fixed.expect("client", kind="done")
    assert fixed.seen("wire", "EIO=4", "request")
