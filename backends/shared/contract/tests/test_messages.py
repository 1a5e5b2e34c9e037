"""People, jobs, announcements, origins and other messages from the server."""

import pytest

from backends.shared.contract import (
    JOBS_MAX,
    Code,
    ContractError,
    Jobs,
    Person,
    announcement,
    failure,
    log_in,
    message,
    origin_allowed,
    parse_announcement,
    parse_login,
    tick,
)


def test_guests_differ() -> None:
    """Every guest has a generated name and is a different person."""
    first, second = Person.of(None), Person.of({})
    assert first.name.startswith("guest-")
    assert len(first.name) == 10
    assert first.key != second.key
    assert not first.logged_in


def test_second_login_keeps_the_person() -> None:
    """Another login in the same session changes the name, but not the person."""
    session: dict[str, str] = {}
    log_in(session, "ada")
    ada = Person.of(session)
    log_in(session, "bob")
    bob = Person.of(session)
    assert (ada.name, bob.name) == ("ada", "bob")
    assert ada.key == bob.key
    assert ada.logged_in


def test_message_has_text_sender_and_time() -> None:
    """A broadcast message has the sender's name and the time in milliseconds."""
    person = Person.of({"id": "1", "name": "ada"})
    event = message(person, {"text": "hi"})
    assert event.pop("at") > 1_700_000_000_000
    assert event == {"text": "hi", "from": "ada"}


def test_server_events_have_a_time() -> None:
    """Ticks and announcements have the time at which they were sent."""
    assert tick(3)["n"] == 3
    assert announcement("hi")["text"] == "hi"
    assert tick(1)["at"] <= announcement("hi")["at"]


def test_failure_is_an_acknowledgement() -> None:
    """A failure is an acknowledgement with code and message."""
    assert failure(ContractError(Code.TOO_MANY, "no more")) == {
        "ok": False,
        "error": {"code": "too_many", "message": "no more"},
    }


def test_job_reports_and_ends() -> None:
    """A job reports its steps, and when it ends the connection can start another."""
    jobs: Jobs[str] = Jobs()
    running = [jobs.start("c1", {"steps": 2}) for _ in range(JOBS_MAX)]
    job = running[0]
    assert job.ack == {"ok": True, "job": job.id}
    assert job.progress(1) == {"job": job.id, "done": 1, "total": 2}
    assert job.finished == {"job": job.id}
    assert len({job.id for job in running}) == JOBS_MAX
    with pytest.raises(ContractError) as caught:
        jobs.start("c1", {"steps": 1})
    assert caught.value.code is Code.TOO_MANY
    for job in running:
        jobs.end("c1", job)
    assert not jobs.start("c1", {"steps": 1}).cancelled


def test_disconnect_cancels_only_own_jobs() -> None:
    """A disconnect cancels the jobs of that connection and no others."""
    jobs: Jobs[str] = Jobs()
    mine, yours = jobs.start("c1", {"steps": 1}), jobs.start("c2", {"steps": 1})
    jobs.disconnect("c1")
    jobs.disconnect("c3")
    assert (mine.cancelled, yours.cancelled) == (True, False)


def test_login_and_announcement_read_their_fields() -> None:
    """Login and announcement read their fields, and name a bad one."""
    assert parse_login({"name": " ada "}) == "ada"
    assert parse_announcement({"text": "hi"}).to is None
    assert parse_announcement({"text": "hi", "to": "ada"}).to == "ada"
    with pytest.raises(ContractError, match=r"^name: is missing$"):
        parse_login({})


def test_announcement_is_for_everyone_or_a_user() -> None:
    """Without `to` an announcement is for everyone; with it only for the user of that name."""
    ada, bob = (Person.of({"id": name, "name": name}) for name in ("ada", "bob"))
    guest = Person("key", "ada", logged_in=False)
    wanted = parse_announcement({"text": "hi"})
    assert [wanted.is_for(person) for person in (ada, bob, guest)] == [True, True, True]
    wanted = parse_announcement({"text": "hi", "to": "ada"})
    assert [wanted.is_for(person) for person in (ada, bob, guest)] == [True, False, False]


@pytest.mark.parametrize(
    ("origin", "host", "allowed"),
    [
        (None, "a.example", True),
        ("http://a.example", "a.example", True),
        ("https://A.example:8000", "a.example:8000", True),
        ("http://listed.example", "a.example", True),
        ("http://a.example:81", "a.example", False),
        ("http://evil.example", "a.example", False),
        ("http://a.example.evil.example", "a.example", False),
        ("null", "a.example", False),
        ("", "", False),
        ("http://[broken", "a.example", False),
        ("http://a.example", None, False),
    ],
)
def test_origin_is_own_or_listed(origin: str | None, host: str | None, allowed: bool) -> None:
    """Pages from the server's own host and port, and from listed origins, may open a socket."""
    assert origin_allowed(origin, host, {"http://listed.example"}) is allowed
