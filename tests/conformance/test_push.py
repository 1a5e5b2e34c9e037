"""Push: the server sends ticks, announcements and the progress of jobs."""

import pytest

from harness.clients import ContractFailure
from harness.pytest.fixtures import Browse, Connect


def test_ticks_are_the_same_for_everyone(connect: Connect) -> None:
    """One task ticks for all: everyone gets the same numbers, in order."""
    first, second = connect("push"), connect("push")
    start = second.expect("tick")["n"]
    ticks = [second.expect("tick") for _ in range(5)]
    assert [tick["n"] for tick in ticks] == list(range(start + 1, start + 6))
    first.expect("tick", lambda tick: tick["n"] == start + 5)
    assert [tick for tick in first.seen("tick") if tick["n"] > start][:5] == ticks


def test_announcement_reaches_everyone(browse: Browse, connect: Connect) -> None:
    """An announcement over HTTP reaches every client of push unchanged, and no others."""
    clients = [connect("push") for _ in range(3)]
    other = connect("broadcast")
    text = '<b>Tea</b> & "cake" 🫖\n'
    answer = browse().request("POST", "/api/announcements", {"text": text})
    assert (answer.status, answer.body) == (202, {"recipients": 3})
    for client in clients:
        assert client.expect("announcement")["text"] == text
    other.call("message", {"text": "nothing here"})
    other.expect("message")
    assert other.seen("announcement") == []


def test_announcement_reaches_one_user(browse: Browse, connect: Connect) -> None:
    """With `to`, only the connections of that user get it, all of them."""
    cookie = browse().log_in("ada").cookie
    tabs = [connect("push", cookie=cookie) for _ in range(2)]
    others = [connect("push"), connect("push", cookie=browse().log_in("bob").cookie)]
    body = {"text": "for ada", "to": "ada"}
    assert browse().request("POST", "/api/announcements", body).body == {"recipients": 2}
    assert browse().request("POST", "/api/announcements", {"text": "end"}).body == {"recipients": 4}
    for tab in tabs:
        assert [tab.expect("announcement")["text"] for _ in range(2)] == ["for ada", "end"]
    for other in others:
        assert other.expect("announcement")["text"] == "end"


def test_announcement_to_absent_user_is_accepted(browse: Browse, connect: Connect) -> None:
    """An announcement to a user who is not connected is accepted."""
    connect("push")
    body = {"text": "hello?", "to": "nobody"}
    assert browse().request("POST", "/api/announcements", body).body == {"recipients": 0}


def test_job_reports_to_its_owner(connect: Connect) -> None:
    """Only the connection that started a job gets its steps and its end."""
    owner, other = connect("push"), connect("push")
    job = owner.call("start_job", {"steps": 3})["job"]
    assert owner.expect("finished") == {"job": job}
    assert owner.seen("progress") == [{"job": job, "done": n, "total": 3} for n in (1, 2, 3)]
    last = owner.expect("tick", lambda tick: tick["n"] > owner.seen("tick")[-2]["n"])["n"]
    other.expect("tick", lambda tick: tick["n"] >= last)
    assert other.seen("progress") == other.seen("finished") == []


def test_jobs_run_concurrently(connect: Connect) -> None:
    """Three jobs of one connection run at once, each with its own number."""
    client = connect("push")
    jobs = [client.call("start_job", {"steps": 5})["job"] for _ in range(3)]
    assert len(set(jobs)) == 3
    assert {client.expect("finished")["job"] for _ in range(3)} == set(jobs)
    for job in jobs:
        steps = [event["done"] for event in client.seen("progress") if event["job"] == job]
        assert steps == [1, 2, 3, 4, 5]


def test_running_jobs_are_limited(connect: Connect) -> None:
    """A fourth job is rejected while three run, and accepted when one has finished."""
    client = connect("push")
    for steps in (100, 100, 10):  # without waiting: all run when the next comes
        client.emit("start_job", {"steps": steps})
    with pytest.raises(ContractFailure, match="too_many"):
        client.call("start_job", {"steps": 1})
    client.expect("finished")
    client.call("start_job", {"steps": 1})
    client.expect("finished")


def test_disconnect_ends_running_jobs(connect: Connect) -> None:
    """A client that disconnects while its jobs run may start as many after it reconnects."""
    client, other = connect("push"), connect("push")
    for _ in range(3):
        client.call("start_job", {"steps": 100})
    client.close()
    for _ in range(5):
        other.expect("tick")
    again = connect("push")
    for _ in range(3):
        again.call("start_job", {"steps": 100})
    again.expect("progress")
    assert again.seen("finished") == []
