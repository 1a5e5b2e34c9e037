"""A session on the server that Flask-SocketIO copies."""

from harness.pytest.pitfalls import RunSide


def test_broken_copies_the_session(run_side: RunSide) -> None:
    """The event sees the session from connecting, and the view sees only views' changes."""
    broken = run_side("broken")
    broken.expect("client", kind="done")
    assert [event.text for event in broken.seen("client", ": ", "note")] == [
        "POST /language/en: 200 en, before: none",
        "POST /language/de: 200 de, before: en",
        "event choose: fr, before: en",
        "POST /language/it: 200 it, before: de",
    ]


def test_fixed_shares_the_session(run_side: RunSide) -> None:
    """Views and events see what was written last."""
    fixed = run_side("fixed")
    fixed.expect("client", kind="done")
    assert [event.text for event in fixed.seen("client", ": ", "note")] == [
        "POST /language/en: 200 en, before: none",
        "POST /language/de: 200 de, before: en",
        "event choose: fr, before: de",
        "POST /language/it: 200 it, before: fr",
    ]
