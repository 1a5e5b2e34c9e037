"""A session on the server that Flask-SocketIO copies."""

from harness.pytest.pitfalls import RunSide


def test_should_copy_the_session(run_side: RunSide) -> None:
    """The event has what was there when the client connected, and the view what views wrote."""
    broken = run_side("broken")
    broken.expect("client", kind="done")
    assert [event.text for event in broken.seen("client", ": ", "note")] == [
        "POST /language/en: 200 en, before: none",
        "POST /language/de: 200 de, before: en",
        "event choose: fr, before: en",
        "POST /language/it: 200 it, before: de",
    ]


def test_should_share_the_session(run_side: RunSide) -> None:
    """Each sees what was written last."""
    fixed = run_side("fixed")
    fixed.expect("client", kind="done")
    assert [event.text for event in fixed.seen("client", ": ", "note")] == [
        "POST /language/en: 200 en, before: none",
        "POST /language/de: 200 de, before: en",
        "event choose: fr, before: de",
        "POST /language/it: 200 it, before: fr",
    ]
