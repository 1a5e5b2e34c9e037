"""What the server decides before a WebSocket is open."""

from collections.abc import Mapping

import pytest
import requests
from playwright.sync_api import expect
from websockets import ConnectionClosed, InvalidStatus

from harness.processes.program import Program
from harness.pytest.snippets import Dial, Open, Serve
from harness.rfc6455.peer import Peer
from harness.rfc6455.wire import TEXT, frame, request


def rejection(dial: Dial, url: str, **options: object) -> tuple[int, str]:
    """Return the status and the body with which the server rejects a handshake."""
    with pytest.raises(InvalidStatus) as rejected:
        dial(url, **options)
    return rejected.value.response.status_code, rejected.value.response.body.decode()


def test_route_variables_reach_the_handler(serve: Serve, dial: Dial) -> None:
    """`open` gets the path's variables and the query; `on_message` has the variables too."""
    server = serve("route_variables")
    client = dial(f"{server.ws}/ws/caf%C3%A9/07?language=fr")
    assert client.recv(timeout=20) == "seat 7 in café, language fr"
    client.send("bonjour")
    assert client.recv(timeout=20) == "café hears bonjour"
    assert dial(f"{server.ws}/ws/bar/8").recv(timeout=20) == "seat 8 in bar, language en"
    assert rejection(dial, f"{server.ws}/ws/bar/first")[0] == 404


FOREIGN = (403, "Cross origin websockets not allowed")


def test_origin_accepts_the_listed_origins(serve: Serve, dial: Dial) -> None:
    """Its own origin, listed ones and clients without one may connect, and no other."""
    server = serve("origin")
    url = f"{server.ws}/ws"
    for origin in (server.url, "https://app.example.net", "http://localhost:5173", None):
        assert dial(url, origin=origin).recv(timeout=20) == "welcome"
    for origin in (
        "https://evil.example",
        "http://app.example.net",
        "https://app.example.net:8443",
        "https://a.example.com",
        "http://localhost:5174",
        "null",
    ):
        assert rejection(dial, url, origin=origin) == FOREIGN


def test_origin_accepts_subdomains(serve: Serve, dial: Dial) -> None:
    """`check_origin` accepts any subdomain, and the list still counts."""
    server = serve("origin")
    url = f"{server.ws}/ws/subdomains"
    for origin in (server.url, "https://a.example.com", "https://app.example.net"):
        assert dial(url, origin=origin).recv(timeout=20) == "welcome, subdomain"
    for origin in ("https://evil-example.com", "http://a.example.com", "https://example.com.evil"):
        assert rejection(dial, url, origin=origin) == FOREIGN


def test_subprotocol_is_the_best_known_one(serve: Serve, dial: Dial) -> None:
    """The server selects the best that it knows, and closes if it knows none."""
    server = serve("subprotocol")
    url = f"{server.ws}/ws"
    client = dial(url, subprotocols=["chat.v1", "chat.v3", "chat.v2"])
    assert client.subprotocol == "chat.v2"
    assert client.recv(timeout=20) == "we speak chat.v2"
    assert dial(url, subprotocols=["chat.v1"]).recv(timeout=20) == "we speak chat.v1"
    for offered in (["chat.v3"], None):
        client = dial(url, subprotocols=offered)
        assert client.subprotocol is None
        with pytest.raises(ConnectionClosed):
            client.recv(timeout=20)
        assert client.close_code == 4406
        assert client.close_reason == "speak one of chat.v2, chat.v1"


def test_reject_answers_with_an_http_status(serve: Serve, dial: Dial) -> None:
    """Without the token, there is an HTTP response and no WebSocket."""
    server = serve("reject", "--port", "0", "--token", "sésame")
    expected = (401, "the token is missing or wrong")
    assert rejection(dial, f"{server.ws}/ws") == expected
    assert rejection(dial, f"{server.ws}/ws?token=sesame") == expected
    assert rejection(dial, f"{server.ws}/ws?token=") == expected
    assert dial(f"{server.ws}/ws?token=s%C3%A9same").recv(timeout=20) == "welcome"


def log_in(server: Program, name: str, **headers: str) -> requests.Response:
    """Post the login form."""
    with requests.Session() as session:
        session.trust_env = False  # use no proxy for this machine
        return session.post(f"{server.url}/login", {"name": name}, headers=headers, timeout=20)


def cookie(headers: Mapping[str, str]) -> str:
    """Return the Cookie header that a browser makes from a Set-Cookie header."""
    return headers["Set-Cookie"].partition(";")[0]


def test_login_cookie_tells_the_user(serve: Serve, dial: Dial) -> None:
    """The signed cookie names the user; without it, or with a forged one, it rejects."""
    server = serve("login")
    url = f"{server.ws}/ws"
    answer = log_in(server, "ada")
    assert answer.status_code == 204
    assert "HttpOnly" in answer.headers["Set-Cookie"]
    good = cookie(answer.headers)
    client = dial(url, additional_headers={"Cookie": good})
    assert client.recv(timeout=20) == "Hello, ada!"
    forged = cookie(log_in(server, "bob").headers).rpartition("|")[0] + good[good.rindex("|") :]
    assert rejection(dial, url) == (401, "log in first")
    headers = {"Cookie": forged}
    assert rejection(dial, url, additional_headers=headers) == (401, "log in first")


def test_login_rejects_other_websites(serve: Serve, dial: Dial) -> None:
    """A foreign page can neither log in nor use the cookie."""
    server = serve("login")
    assert log_in(server, "ada", Origin="https://evil.example").status_code == 403
    headers = {"Cookie": cookie(log_in(server, "ada").headers)}
    url = f"{server.ws}/ws"
    assert (
        rejection(dial, url, additional_headers=headers, origin="https://evil.example") == FOREIGN
    )


def test_login_works_in_a_page(serve: Serve, open_page: Open) -> None:
    """The user enters a name, and the socket greets them."""
    page = open_page(serve("login").url)
    page.get_by_label("Your name").fill("Ada")
    page.get_by_role("button", name="Log in").click()
    expect(page.get_by_text("Hello, Ada!")).to_be_visible()


def test_compression_is_negotiated(serve: Serve, dial: Dial) -> None:
    """Messages arrive whole, with the extension and without it."""
    server = serve("compression")
    url = f"{server.ws}/ws"
    client = dial(url)
    assert client.response is not None
    assert "permessage-deflate" in client.response.headers["Sec-WebSocket-Extensions"]
    client.send("word")
    assert client.recv(timeout=20) == 1000 * "word "
    client = dial(url, compression=None)
    assert client.response is not None
    assert "Sec-WebSocket-Extensions" not in client.response.headers
    client.send("word")
    assert client.recv(timeout=20) == 1000 * "word "


def test_compression_shrinks_the_frame(serve: Serve) -> None:
    """The frame is marked as compressed and is much smaller than the message."""
    server = serve("compression")
    with Peer(server.url) as peer:
        headers = {**peer.headers(), "Sec-WebSocket-Extensions": "permessage-deflate"}
        peer.send(request("/ws", headers))
        status, answer = peer.read_response()
        assert (status, answer["sec-websocket-extensions"]) == (101, "permessage-deflate")
        peer.send(frame(TEXT, "word"))
        first, length = peer.socket.recv(2)
        assert first == 0x80 | 0x40 | TEXT  # FIN, RSV1: compressed
        assert length < 126
