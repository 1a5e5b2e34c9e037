"""The HTTP side: the page, the session, announcements, and what is refused."""

import json

import pytest

from harness import spec
from harness.clients import Connect
from harness.clients.http import Browse
from harness.processes.server import Server

BODY_MAX = spec.LIMITS["http_body_bytes_max"]
POSTS = ["/api/session", "/api/announcements"]


def test_should_serve_the_page(browse: Browse) -> None:
    """The page and its modules come with their types and a policy that lets no other host in."""
    client = browse()
    page = client.request("GET", "/")
    assert page.headers["Content-Type"].startswith("text/html")
    module = client.request("GET", "/static/app.js")
    assert module.headers["Content-Type"].startswith(("text/javascript", "application/javascript"))
    for answer in (page, module):
        assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
        assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_should_find_no_file_that_is_not_there(browse: Browse) -> None:
    """A path that leads nowhere is not found."""
    assert browse().request("GET", "/static/nothing.js").status == 404


@pytest.mark.parametrize("path", ["/static/%2e%2e/README.md", "/static/%2e%2e%2fREADME.md"])
def test_should_serve_nothing_but_the_front_end(browse: Browse, path: str) -> None:
    """A path that leads out of the front end's folder is refused."""
    assert browse().request("GET", path).status in (403, 404)


def test_should_say_which_backend_it_is(browse: Browse, server: Server) -> None:
    """GET /api/backend repeats the manifest and names the versions of the libraries."""
    about = browse().request("GET", "/api/backend").body
    manifest = server.manifest
    assert (about["name"], about["title"]) == (manifest.name, manifest.title)
    assert (about["protocol"], about["server"]) == (manifest.protocol, server.spec.name)
    assert {"python", manifest.library} <= set(about["versions"])


def test_should_count_scenario_connections(browse: Browse, connect: Connect) -> None:
    """GET /healthz counts each scenario connection, and no longer when it has closed."""
    client = browse()
    client.wait_for_connections(0)
    connections = [connect(scenario) for scenario in ("echo", "broadcast", "chat", "push")]
    client.wait_for_connections(4)
    for connection in connections:
        connection.close()
    client.wait_for_connections(0)


def test_should_log_in_and_out(browse: Browse) -> None:
    """A session lasts from POST to DELETE."""
    client = browse()
    assert client.request("GET", "/api/session").body == {"name": None}
    client.log_in("ada")
    assert client.request("GET", "/api/session").body == {"name": "ada"}
    assert client.request("DELETE", "/api/session").status == 204
    assert client.request("GET", "/api/session").body == {"name": None}
    assert client.request("DELETE", "/api/session").status == 204


def test_should_normalise_a_name(browse: Browse) -> None:
    """A name is trimmed and composed before it is used."""
    answer = browse().request("POST", "/api/session", {"name": "  Zo\u0065\u0308 "})
    assert answer.body == {"name": "Zo\u00eb"}


def test_should_keep_the_cookie_from_scripts_and_other_sites(browse: Browse) -> None:
    """The session's cookie is HttpOnly and SameSite=Lax."""
    cookie = browse().request("POST", "/api/session", {"name": "ada"}).headers["Set-Cookie"]
    attributes = {part.strip().lower() for part in cookie.split(";")[1:]}
    assert {"httponly", "samesite=lax", "path=/"} <= attributes


def test_should_not_believe_a_forged_cookie(browse: Browse) -> None:
    """A cookie that was changed on its way is no session."""
    client = browse().log_in("ada")
    name, _, value = client.cookie.partition("=")
    client.session.cookies.clear()
    middle = len(value) // 2
    forged = value[:middle] + ("A" if value[middle] != "A" else "B") + value[middle + 1 :]
    answer = client.request("GET", "/api/session", headers={"Cookie": f"{name}={forged}"})
    assert answer.body == {"name": None}


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
def test_should_refuse_a_bad_name(browse: Browse, body: object, code: str) -> None:
    """POST /api/session answers 400 and the reason, and logs nobody in."""
    client = browse()
    headers = {"Content-Type": "application/json"}
    data = json.dumps(body).encode()
    answer = client.request("POST", "/api/session", data=data, headers=headers)
    assert (answer.status, answer.code) == (400, code)
    assert client.request("GET", "/api/session").body == {"name": None}


@pytest.mark.parametrize(
    "body",
    [{}, {"text": ""}, {"text": "x" * 2001}, {"text": 1}, {"text": "hi", "to": "<>"}],
    ids=lambda body: repr(body)[:30],
)
def test_should_refuse_a_bad_announcement(browse: Browse, body: object) -> None:
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
def test_should_refuse_what_is_not_json(browse: Browse, path: str, data: bytes) -> None:
    """A body that cannot be read is 400 bad_message."""
    headers = {"Content-Type": "application/json"}
    answer = browse().request("POST", path, data=data, headers=headers)
    assert (answer.status, answer.code) == (400, "bad_message")


@pytest.mark.parametrize("path", POSTS)
@pytest.mark.parametrize("content_type", ["text/plain", "application/x-www-server-urlencoded", ""])
def test_should_refuse_other_types(browse: Browse, path: str, content_type: str) -> None:
    """A body that any page of another origin could post is 415."""
    answer = browse().request(
        "POST", path, data=b'{"name": "ada", "text": "hi"}', headers={"Content-Type": content_type}
    )
    assert (answer.status, answer.code) == (415, "unsupported_media_type")


@pytest.mark.parametrize("path", POSTS)
def test_should_limit_the_body(browse: Browse, path: str) -> None:
    """64 KiB pass, one byte more is 413."""
    headers = {"Content-Type": "application/json"}
    body = b'{"name": "ada", "text": "hi"}'
    client = browse()
    fits = client.request("POST", path, data=body.ljust(BODY_MAX), headers=headers)
    assert fits.status in (200, 202)
    too_large = client.request("POST", path, data=body.ljust(BODY_MAX + 1), headers=headers)
    assert (too_large.status, too_large.code) == (413, "too_large")
