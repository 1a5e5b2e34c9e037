"""Who a client is: sessions, cookies, and what else the handshake tells."""

import json

import requests
from playwright.sync_api import Page, expect

from harness.pytest.snippets import TIMEOUT, Dial, Open, Serve


def log_in(page: Page, name: str) -> None:
    """Fill in the login form and submit it."""
    page.get_by_label("Name").fill(name)
    page.get_by_role("button", name="Log in").click()


def test_login_by_fetch_is_known_to_the_socket(serve: Serve, open_page: Open) -> None:
    """A page logs in with fetch, and the socket that it opens then knows the name."""
    page = open_page(serve("login").url)
    log_in(page, "<b>Ada</b>")
    expect(page.get_by_text("Hello, <b>Ada</b>!", exact=True)).to_be_visible()
    log_in(page, "Bob")
    expect(page.get_by_text("Hello, Bob!", exact=True)).to_be_visible()


def test_session_comes_with_the_handshake(serve: Serve, dial: Dial) -> None:
    """A socket knows the user only if its handshake has a valid session cookie."""
    server = serve("login")
    with requests.post(f"{server.url}/login", json={"name": "Ada"}, timeout=TIMEOUT) as response:
        assert response.json() == {"name": "Ada"}
        assert "SameSite=Lax" in response.headers["Set-Cookie"]
        cookie = f"session={response.cookies['session']}"
    ada = dial(f"{server.ws}/greeting", additional_headers={"Cookie": cookie})
    stranger = dial(f"{server.ws}/greeting")
    forger = dial(f"{server.ws}/greeting", additional_headers={"Cookie": f"{cookie}x"})
    for client, name in ((ada, "Ada"), (stranger, "stranger"), (forger, "stranger")):
        client.send("Who am I?")
        assert client.recv(TIMEOUT) == f"Hello, {name}!"


def test_cookie_from_http_reaches_the_socket(serve: Serve, dial: Dial) -> None:
    """A view sets the cookie, and the handshake sends it to the socket."""
    server = serve("cookies")
    with requests.post(f"{server.url}/colour/green", timeout=TIMEOUT) as response:
        cookie = f"colour={response.cookies['colour']}"
    without = dial(f"{server.ws}/colour")
    client = dial(f"{server.ws}/colour", additional_headers={"Cookie": cookie})
    for each, colour in ((without, "none yet"), (client, "green")):
        each.send("Which colour?")
        assert each.recv(TIMEOUT) == colour


def test_environ_describes_the_connection(serve: Serve, dial: Dial) -> None:
    """Address, URL and headers are those of this connection; the count is of all."""
    server = serve("environ")
    other = dial(f"{server.ws}/about")
    other.send("And I?")
    assert json.loads(other.recv(TIMEOUT))["clients"] == 1
    client = dial(
        f"{server.ws}/about?room=blue", origin="https://example.org", user_agent_header="test"
    )
    client.send("And I?")
    assert json.loads(client.recv(TIMEOUT)) == {
        "address": list(client.local_address),
        "clients": 2,
        "path": "/about",
        "query": "room=blue",
        "origin": "https://example.org",
        "agent": "test",
        "version": "13",
    }
