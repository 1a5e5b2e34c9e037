"""A logout by HTTP and the open connection."""

from harness.lab.timeline import Timeline
from harness.pytest.pitfalls import RunSide


def answer(timeline: Timeline) -> str:
    """Return the packet that answers the program's second CONNECT."""
    packets = [event.text for event in timeline.seen("client", "program: ", "message")]
    return [text for text in packets if text.startswith(("program: 40", "program: 44"))][-1]


def test_broken_stays_logged_in(run_side: RunSide) -> None:
    """Views have no user, but events, rooms and a second CONNECT still do."""
    broken = run_side("broken")
    broken.expect("client", kind="done")
    broken.expect("client", "GET /whoami: 200 guest")
    broken.expect("client", "page: event whoami: ada", "message")
    assert broken.seen("client", "page: reminder Bob waits for you", "message")
    assert broken.seen("client", kind="close") == []
    assert answer(broken).startswith('program: 40{"sid":')


def test_fixed_disconnects_at_logout(run_side: RunSide) -> None:
    """The logout ends the connections, and none can connect again."""
    fixed = run_side("fixed")
    fixed.expect("client", kind="done")
    fixed.expect("client", "GET /whoami: 200 guest")
    fixed.expect("client", "page: disconnect io server disconnect", "close")
    assert fixed.seen("client", "event whoami") == []
    assert fixed.seen("wire", '["reminder"', "down") == []
    assert answer(fixed) == 'program: 44{"message":"Connection rejected by server"}'
