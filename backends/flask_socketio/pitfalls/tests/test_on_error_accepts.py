"""An error handler and an error in connect."""

from harness.lab.timeline import Timeline
from harness.pytest.pitfalls import RunSide

TOKENS = ("a wrong token", "an old token")


def expect_the_log(timeline: Timeline) -> None:
    """Wait until the error handler has logged both errors; nothing else logs them."""
    timeline.expect("client", kind="done")
    timeline.expect("server", "in a handler: ", count=2)
    assert [event.text for event in timeline.seen("server", "in a handler: ")] == [
        "in a handler: KeyError('a wrong token')",
        "in a handler: ConnectionRefusedError('too old')",
    ]
    assert timeline.seen("server", "handler error") == []
    assert timeline.seen("server", "Traceback") == []


def test_broken_lets_the_client_in(run_side: RunSide) -> None:
    """The check fails or raises the wrong error, and the page is connected and served."""
    broken = run_side("broken")
    expect_the_log(broken)
    for token in TOKENS:
        broken.expect("client", f"{token}: connect", "open")
        broken.expect("client", f"{token}: the vault's number", "message")
    assert broken.seen("client", kind="error") == []


def test_fixed_rejects_the_client(run_side: RunSide) -> None:
    """The check fails, and the page is rejected."""
    fixed = run_side("fixed")
    expect_the_log(fixed)
    assert [event.text for event in fixed.seen("client", kind="error")] == [
        f"{token}: connect_error server error" for token in TOKENS
    ]
    assert fixed.seen("client", kind="open") == []
    assert fixed.seen("client", "vault") == []
