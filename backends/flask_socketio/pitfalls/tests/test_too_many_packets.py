"""A payload with more packets than the server accepts."""

from harness.pytest.pitfalls import RunSide


def test_broken_loses_the_payload(run_side: RunSide) -> None:
    """The POST with the moves gets OK, and the moves are lost."""
    broken = run_side("broken")
    broken.expect("server", "ValueError: Too many packets in payload")
    broken.expect("client", kind="done")
    note = broken.expect("client", "of 40 moves have come: ")
    # The first may travel alone, unless the POST of its CONNECT is still under way.
    assert int(note.text.rpartition(" ")[2]) <= 1
    assert broken.seen("client", kind="close") == []
    assert all(event.text.startswith("200 OK") for event in broken.seen("wire", kind="response"))


def test_fixed_accepts_all_packets(run_side: RunSide) -> None:
    """No move is lost."""
    fixed = run_side("fixed")
    fixed.expect("client", kind="done")
    assert fixed.seen("client", "of 40 moves have come: 40")
