"""A payload with more packets than a server takes."""

from harness.pytest.pitfalls import RunSide


def test_should_throw_the_payload_away(run_side: RunSide) -> None:
    """The one POST with the moves is answered with OK, and they are lost."""
    broken = run_side("broken")
    broken.expect("server", "ValueError: Too many packets in payload")
    broken.expect("client", kind="done")
    note = broken.expect("client", "of 40 moves have come: ")
    # The first may travel alone, unless the POST of its CONNECT is still under way.
    assert int(note.text.rpartition(" ")[2]) <= 1
    assert broken.seen("client", kind="close") == []
    assert all(event.text.startswith("200 OK") for event in broken.seen("wire", kind="response"))


def test_should_take_them_all(run_side: RunSide) -> None:
    """None is lost."""
    fixed = run_side("fixed")
    fixed.expect("client", kind="done")
    assert fixed.seen("client", "of 40 moves have come: 40")
