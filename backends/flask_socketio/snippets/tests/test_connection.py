"""Connecting, being rejected, disconnecting, and being detected as dead."""

import json
import urllib.error
import urllib.request
from typing import Any

import pytest
from playwright.sync_api import expect
from websockets.exceptions import InvalidStatus
from websockets.sync.client import ClientConnection

from harness.processes.program import Program
from harness.pytest.snippets import Dial, DialSocketIO, Open, Serve

TRANSPORT = "/socket.io/?EIO=4&transport="


def send_connect(dial: Dial, server: Program, packet: str, **options: Any) -> str:
    """Send a packet that asks to connect, as raw text, and return the answer."""
    client = open_engineio(dial, server, **options)
    client.send(packet)
    return str(client.recv(timeout=20))


def open_engineio(dial: Dial, server: Program, **options: Any) -> ClientConnection:
    """Open a WebSocket, and read Engine.IO's first packet."""
    url = f"{server.ws}{TRANSPORT}websocket"
    # Werkzeug keeps the TCP connection open after the WebSocket closes, so do not wait for it.
    client = dial(url, close_timeout=0.1, **options)
    client.recv(timeout=20)
    return client


def test_connect_auth_knows_the_user_of_a_token(
    serve: Serve, dial: Dial, dial_socketio: DialSocketIO
) -> None:
    """A valid token names its user; any other `auth` is rejected."""
    server = serve("connect_auth")
    for auth in ('{"token":"guessed"}', '{"token":["token-of-ada"]}', '"token-of-ada"', "{}", ""):
        assert send_connect(dial, server, f"40{auth}") == '44{"message":"unknown token"}'
    assert dial_socketio(server.url, auth={"token": "token-of-ada"}).call("whoami") == "Ada"


def test_connect_auth_accepts_a_token_from_a_page(serve: Serve, open_page: Open) -> None:
    """A page sends the token that the user types, and can try again after a rejection."""
    page = open_page(serve("connect_auth").url)
    page.get_by_label("Token").fill("guessed")
    page.get_by_role("button").click()
    expect(page.get_by_text("Rejected: unknown token")).to_be_visible()
    page.get_by_label("Token").fill("token-of-ada")
    page.get_by_role("button").click()
    expect(page.get_by_text("You are Ada")).to_be_visible()


def test_disconnect_reason_tells_the_cases_apart(
    serve: Serve, dial: Dial, dial_socketio: DialSocketIO
) -> None:
    """Leaving, losing the connection and being disconnected have different reasons."""
    server = serve("disconnect_reason")
    watcher = dial_socketio(server.url)
    leaving, lost = (open_engineio(dial, server) for _ in range(2))
    for client in (leaving, lost):
        client.send("40")
        client.recv(timeout=20)
    leaving.send("41")
    assert watcher.expect("news") == "a client left"
    lost.close()
    assert watcher.expect("news") == "a client was lost: transport close"
    dial_socketio(server.url).emit("throw me out")
    assert watcher.expect("news") == "a client was lost: server disconnect"


def test_reject_sends_a_reason_and_data(
    serve: Serve, dial: Dial, dial_socketio: DialSocketIO
) -> None:
    """A rejected client gets the reason and the data; a current one is accepted."""
    server = serve("reject")
    rejection = '44{"message":"this page is out of date","data":{"version":2}}'
    assert send_connect(dial, server, '40{"version":1}') == rejection
    assert send_connect(dial, server, "40") == rejection
    assert dial_socketio(server.url, auth={"version": 2}).sid


def test_reject_is_shown_in_a_page(serve: Serve, open_page: Open) -> None:
    """A page gets the reason and the data, and can use them to connect again."""
    page = open_page(serve("reject").url)
    expect(page.get_by_text("this page is out of date: version 2 is needed")).to_be_visible()
    page.get_by_role("button", name="Update").click()
    expect(page.get_by_text("Welcome")).to_be_visible()


def test_origin_accepts_the_listed_origins(serve: Serve, dial_socketio: DialSocketIO) -> None:
    """Pages of the listed origins may connect, and clients without an Origin too."""
    server = serve("origin")
    for origin in ("https://www.example.com", "http://127.0.0.1:8000", None):
        peer = dial_socketio(server.url, headers={"Origin": origin} if origin else {})
        assert peer.call("greet", "Ada") == "Hello, Ada!"


def test_origin_rejects_all_others(serve: Serve, dial: Dial) -> None:
    """Other origins are rejected on both transports, even the server's own."""
    server = serve("origin")
    for origin in ("https://evil.example", "http://www.example.com", "null", server.url):
        with pytest.raises(InvalidStatus) as caught:
            open_engineio(dial, server, origin=origin)
        assert caught.value.response.status_code == 400
        assert caught.value.response.body == b'"Not an accepted origin."'
        assert poll(server, origin) == (400, '"Not an accepted origin."')
    assert poll(server, "https://www.example.com")[0] == 200


def poll(server: Program, origin: str) -> tuple[int, str]:
    """Open a session by long polling, as a page of an origin does, and return the answer."""
    url = f"{server.url}{TRANSPORT}polling"
    request = urllib.request.Request(url, headers={"Origin": origin})  # noqa: S310
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(request, timeout=20) as response:
            return response.status, response.read().decode()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.read().decode()


def test_ping_detects_a_dead_client(serve: Serve, dial: Dial, dial_socketio: DialSocketIO) -> None:
    """A client that answers no ping is disconnected; one that answers stays."""
    server = serve("ping")
    alive = dial_socketio(server.url)
    dead = open_engineio(dial, server)
    dead.send("40")
    sid = json.loads(str(dead.recv(timeout=20)).removeprefix("40"))["sid"]
    assert dead.recv(timeout=20) == "2"
    # "ping timeout"; on a busy machine another timeout of the library may be first.
    server.expect_log(f"{sid} is gone: ")
    assert alive.reason is None


def test_size_limit_ends_the_connection(serve: Serve, dial_socketio: DialSocketIO) -> None:
    """A packet of the maximum size is handled; one byte more ends the connection."""
    server = serve("size_limit")
    peer, other = dial_socketio(server.url), dial_socketio(server.url)
    size = 10_000 - len('421["measure",""]')
    assert peer.call("measure", "x" * size) == size
    peer.emit("measure", "x" * (size + 2))  # without the number of an acknowledgement
    assert peer.expect_disconnect()
    assert other.call("measure", "x") == 1


def test_presence_waits_for_a_reload(serve: Serve, dial_socketio: DialSocketIO) -> None:
    """A user who comes back in time stays online, and has the whole time again after that.

    A user who closes one of two tabs stays online.
    """
    url = serve("presence").url
    names = ("Watcher", "Ada", "Bob", "Dan", "Eve", "Eve")
    watcher, ada, bob, dan, eve, _ = (dial_socketio(f"{url}?name={name}") for name in names)
    lists = [watcher.expect("people") for _ in names]
    everyone = ["Ada", "Bob", "Dan", "Eve", "Watcher"]
    assert lists[:3] == [["Watcher"], ["Ada", "Watcher"], ["Ada", "Bob", "Watcher"]]
    assert lists[4:] == [everyone, everyone]
    for peer in (ada, dan, eve):
        peer.close()
    ada, _ = (dial_socketio(f"{url}?name={name}") for name in ("Ada", "Dan"))
    assert [watcher.expect("people") for _ in range(2)] == [everyone, everyone]
    bob.close()
    ada.close()
    # Bob left after Ada and Dan left first and Eve closed a tab, and before Ada left again.
    assert watcher.expect("people") == ["Ada", "Dan", "Eve", "Watcher"]
    assert watcher.expect("people") == ["Dan", "Eve", "Watcher"]


def test_presence_is_shown_in_a_page(serve: Serve, open_page: Open) -> None:
    """A page shows the people, even after a reload."""
    url = serve("presence").url
    ada = open_page(f"{url}/?name=Ada")
    expect(ada.get_by_role("listitem")).to_have_text(["Ada"])
    bob = open_page(f"{url}/?name=<b>Bob</b>")
    expect(ada.get_by_role("listitem")).to_have_text(["<b>Bob</b>", "Ada"])
    bob.reload()
    expect(bob.get_by_role("listitem")).to_have_text(["<b>Bob</b>", "Ada"])
    expect(ada.get_by_role("listitem")).to_have_text(["<b>Bob</b>", "Ada"])
