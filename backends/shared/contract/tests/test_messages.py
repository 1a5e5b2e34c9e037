"""People, jobs, HTTP bodies, origins and what the server says by itself."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backends.shared.contract import (
    HTTP_BODY_BYTES_MAX,
    JOBS_MAX,
    Code,
    ContractError,
    HTTPRequestError,
    Jobs,
    Person,
    announcement,
    body_too_large,
    failure,
    log_in,
    message,
    origin_allowed,
    parse_announcement,
    parse_body,
    parse_login,
    tick,
)


def test_guests_differ() -> None:
    """Two guests have names of their own form, and are two people."""
    first, second = Person.of(None), Person.of({})
    assert first.name.startswith("guest-")
    assert len(first.name) == 10
    assert first.key != second.key
    assert not first.logged_in


def test_log_in_keeps_the_person() -> None:
    """Logging in again in the same browser changes the name, not who it is."""
    session: dict[str, str] = {}
    log_in(session, "ada")
    ada = Person.of(session)
    log_in(session, "bob")
    bob = Person.of(session)
    assert (ada.name, bob.name) == ("ada", "bob")
    assert ada.key == bob.key
    assert ada.logged_in


def test_message_has_text_sender_and_time() -> None:
    """What one says on broadcast goes out with its name and the time in milliseconds."""
    person = Person.of({"id": "1", "name": "ada"})
    event = message(person, {"text": "hi"})
    assert event.pop("at") > 1_700_000_000_000
    assert event == {"text": "hi", "from": "ada"}


def test_server_events_have_a_time() -> None:
    """Ticks and announcements carry when they were sent."""
    assert tick(3)["n"] == 3
    assert announcement("hi")["text"] == "hi"
    assert tick(1)["at"] <= announcement("hi")["at"]


def test_failure_is_an_acknowledgement() -> None:
    """A failure says that it is one, with code and message."""
    assert failure(ContractError(Code.TOO_MANY, "no more")) == {
        "ok": False,
        "error": {"code": "too_many", "message": "no more"},
    }


def test_job_reports_and_ends() -> None:
    """A job counts its steps; when it ends there is room for another."""
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


def test_disconnect_cancels_own_jobs_only() -> None:
    """A client that goes takes its jobs along, and nobody else's."""
    jobs: Jobs[str] = Jobs()
    mine, yours = jobs.start("c1", {"steps": 1}), jobs.start("c2", {"steps": 1})
    jobs.disconnect("c1")
    jobs.disconnect("c3")
    assert (mine.cancelled, yours.cancelled) == (True, False)


@pytest.mark.parametrize("content_type", ["application/json", "Application/JSON; charset=utf-8"])
def test_body_is_a_json_object(content_type: str) -> None:
    """A JSON object with the right type passes."""
    assert parse_body(content_type, b'{"a": 1}') == {"a": 1}


@pytest.mark.parametrize(
    ("content_type", "body", "status", "code"),
    [
        (None, b"{}", 415, "unsupported_media_type"),
        ("text/plain", b"{}", 415, "unsupported_media_type"),
        ("application/json", b" " * (HTTP_BODY_BYTES_MAX + 1), 413, "too_large"),
        ("application/json", b"", 400, "bad_message"),
        ("application/json", b"\xff", 400, "bad_message"),
        ("application/json", b"[" * 60_000, 400, "bad_message"),
        ("application/json", b"[]", 400, "bad_message"),
    ],
)
def test_bad_body_has_its_status(
    content_type: str | None, body: bytes, status: int, code: str
) -> None:
    """A body that is none, too large or of another type has a status and a code."""
    with pytest.raises(HTTPRequestError) as caught:
        parse_body(content_type, body)
    assert (caught.value.status, caught.value.code) == (status, code)


@given(st.binary())
def test_body_survives_any_bytes(body: bytes) -> None:
    """Any body is an object or an error of the contract."""
    try:
        assert isinstance(parse_body("application/json", body), dict)
    except HTTPRequestError as error:
        assert error.status == 400


def test_largest_body_passes() -> None:
    """A body of exactly the limit is read."""
    assert parse_body("application/json", b"{}".ljust(HTTP_BODY_BYTES_MAX)) == {}
    assert body_too_large().status == 413


def test_requests_name_their_fields() -> None:
    """Login and announcement take their fields; errors in them answer 400."""
    assert parse_login({"name": " ada "}) == "ada"
    assert parse_announcement({"text": "hi"}).to is None
    assert parse_announcement({"text": "hi", "to": "ada"}).to == "ada"
    with pytest.raises(ContractError) as caught:
        parse_login({})
    assert (caught.value.status, str(caught.value)) == (400, "name: is missing")


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
    """Pages of the server's own host and port, and listed ones, may open a socket."""
    assert origin_allowed(origin, host, {"http://listed.example"}) is allowed
