"""HTTP: the page, the session, announcements, and requests that are rejected."""

import json

import pytest

from harness import spec
from harness.processes.server import Server
from harness.pytest.fixtures import Browse, Connect

BODY_MAX = spec.LIMITS["http_body_bytes_max"]
POSTS = ["/api/session", "/api/announcements"]


def test_page_is_served_with_its_policy(browse: Browse) -> None:
    """The page and its modules have the right types and a policy that allows no other host."""
    client = browse()
    page = client.request("GET", "/")
    assert page.headers["Content-Type"].startswith("text/html")
    module = client.request("GET", "/static/app.js")
    assert module.headers["Content-Type"].startswith(("text/javascript", "application/javascript"))
    for answer in (page, module):
        assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
        assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_unknown_path_is_not_found(browse: Browse) -> None:
    """An unknown path is not found."""
    assert browse().request("GET", "/static/nothing.js").status == 404


@pytest.mark.parametrize("path", ["/static/%2e%2e/README.md", "/static/%2e%2e%2fREADME.md"])
def test_path_outside_the_front_end_is_rejected(browse: Browse, path: str) -> None:
    """A path that leads out of the front end's folder is rejected."""
    assert browse().request("GET", path).status in (403, 404)


def test_backend_describes_itself(browse: Browse, server: Server) -> None:
    """GET /api/backend repeats the manifest and names the versions of the libraries."""
    about = browse().request("GET", "/api/backend").body
    manifest = server.manifest
    assert (about["name"], about["title"]) == (manifest.name, manifest.title)
    assert (about["protocol"], about["server"]) == (manifest.protocol, server.spec.name)
    assert {"python", manifest.library} <= set(about["versions"])


def test_health_counts_connections(browse: Browse, connect: Connect) -> None:
    """GET /healthz counts every scenario connection until it closes."""
    client = browse()
    client.wait_for_connections(0)
    connections = [connect(scenario) for scenario in ("echo", "broadcast", "chat", "push")]
    client.wait_for_connections(4)
    for connection in connections:
        connection.close()
    client.wait_for_connections(0)


def test_session_lasts_from_login_to_logout(browse: Browse) -> None:
    """A session lasts from POST to DELETE."""
    client = browse()
    assert client.request("GET", "/api/session").body == {"name": None}
    client.log_in("ada")
    assert client.request("GET", "/api/session").body == {"name": "ada"}
    assert client.request("DELETE", "/api/session").status == 204
    assert client.request("GET", "/api/session").body == {"name": None}
    assert client.request("DELETE", "/api/session").status == 204


def test_session_name_is_normalised(browse: Browse) -> None:
    """A name is trimmed and normalised before it is used."""
    answer = browse().request("POST", "/api/session", {"name": "  Zo\u0065\u0308 "})
    assert answer.body == {"name": "Zo\u00eb"}


def test_cookie_is_protected(browse: Browse) -> None:
    """The session's cookie is HttpOnly and SameSite=Lax."""
    cookie = browse().request("POST", "/api/session", {"name": "ada"}).headers["Set-Cookie"]
    attributes = {part.strip().lower() for part in cookie.split(";")[1:]}
    assert {"httponly", "samesite=lax", "path=/"} <= attributes


def test_forged_cookie_is_ignored(browse: Browse) -> None:
    """A changed cookie gives no session."""
    client = browse().log_in("ada")
    name, _, value = client.cookie.partition("=")
    client.session.cookies.clear()
    middle = len(value) // 2
    forged = value[:middle] + ("A" if value[middle] != "A" else "B") + value[middle + 1 :]
    answer = client.request("GET", "/api/session", headers={"Cookie": f"{name}={forged}"})
    assert answer.body == {"name": None}


# The contract's code checks names and announcements, on every server.
@pytest.mark.few_cases(2)
@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({}, "bad_field"),
        ({"name": None}, "bad_field"),
        ({"name": 5}, "bad_field"),
        ({"name": ""}, "bad_field"),
        ({"name": "   "}, "bad_field"),
        ({"name": "x" * 33}, "bad_field"),
        ({"name": "<b>"}, "bad_field"),
        ({"name": "a\nb"}, "bad_field"),
        ([], "bad_message"),
        ("ada", "bad_message"),
        (None, "bad_message"),
    ],
    ids=repr,
)
def test_bad_session_name_is_rejected(browse: Browse, body: object, code: str) -> None:
    """POST /api/session answers 400 and the reason, and does not log in."""
    client = browse()
    headers = {"Content-Type": "application/json"}
    data = json.dumps(body).encode()
    answer = client.request("POST", "/api/session", data=data, headers=headers)
    assert (answer.status, answer.code) == (400, code)
    assert client.request("GET", "/api/session").body == {"name": None}


@pytest.mark.few_cases(2)
@pytest.mark.parametrize(
    "body",
    [{}, {"text": ""}, {"text": "x" * 2001}, {"text": 1}, {"text": "hi", "to": "<>"}],
    ids=lambda body: repr(body)[:30],
)
def test_bad_announcement_is_rejected(browse: Browse, body: object) -> None:
    """POST /api/announcements answers 400 and names the field."""
    answer = browse().request("POST", "/api/announcements", body)
    assert (answer.status, answer.code) == (400, "bad_field")
    assert answer.body["error"]["message"].startswith(("text: ", "to: "))


@pytest.mark.parametrize("path", POSTS)
@pytest.mark.parametrize(
    "data",
    [b"", b"{", b"\xff", b"NaN", b"[" * 10_000, b"9" * 5000],
    ids=lambda data: repr(data[:5]),
)
def test_body_that_is_not_json_is_rejected(browse: Browse, path: str, data: bytes) -> None:
    """A body that cannot be parsed is answered with 400 and bad_message."""
    headers = {"Content-Type": "application/json"}
    answer = browse().request("POST", path, data=data, headers=headers)
    assert (answer.status, answer.code) == (400, "bad_message")


@pytest.mark.parametrize("path", POSTS)
@pytest.mark.parametrize("content_type", ["text/plain", "application/x-www-server-urlencoded", ""])
def test_other_content_type_is_rejected(browse: Browse, path: str, content_type: str) -> None:
    """A content type that a page of any origin could post is answered with 415."""
    answer = browse().request(
        "POST", path, data=b'{"name": "ada", "text": "hi"}', headers={"Content-Type": content_type}
    )
    assert (answer.status, answer.code) == (415, "unsupported_media_type")


@pytest.mark.parametrize("path", POSTS)
def test_body_is_limited(browse: Browse, path: str) -> None:
    """A body of 64 KiB is accepted; one byte more is answered with 413."""
    headers = {"Content-Type": "application/json"}
    body = b'{"name": "ada", "text": "hi"}'
    client = browse()
    fits = client.request("POST", path, data=body.ljust(BODY_MAX), headers=headers)
    assert fits.status in (200, 202)
    too_large = client.request("POST", path, data=body.ljust(BODY_MAX + 1), headers=headers)
    assert (too_large.status, too_large.code) == (413, "too_large")
