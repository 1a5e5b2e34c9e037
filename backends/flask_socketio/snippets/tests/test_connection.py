"""Connecting, being refused, going, and being noticed gone."""

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


def knock(dial: Dial, server: Program, packet: str, **options: Any) -> str:
    """Ask to connect, as raw text, and return the answer."""
    client = enter(dial, server, **options)
    client.send(packet)
    return str(client.recv(timeout=20))


def enter(dial: Dial, server: Program, **options: Any) -> ClientConnection:
    """Open a WebSocket, and take Engine.IO's greeting."""
    url = f"{server.ws}{TRANSPORT}websocket"
    # Werkzeug leaves the TCP connection open after a WebSocket's end; there is nothing to wait for.
    client = dial(url, close_timeout=0.1, **options)
    client.recv(timeout=20)
    return client


def test_should_know_a_client_by_its_token(
    serve: Serve, dial: Dial, dial_socketio: DialSocketIO
) -> None:
    """A token names its user; whatever else comes as `auth` is refused."""
    server = serve("connect_auth")
    for auth in ('{"token":"guessed"}', '{"token":["token-of-ada"]}', '"token-of-ada"', "{}", ""):
        assert knock(dial, server, f"40{auth}") == '44{"message":"unknown token"}'
    assert dial_socketio(server.url, auth={"token": "token-of-ada"}).call("whoami") == "Ada"


def test_should_take_a_token_from_a_page(serve: Serve, open_page: Open) -> None:
    """A page sends what was typed, and can try again after a refusal."""
    page = open_page(serve("connect_auth").url)
    page.get_by_label("Token").fill("guessed")
    page.get_by_role("button").click()
    expect(page.get_by_text("Rejected: unknown token")).to_be_visible()
    page.get_by_label("Token").fill("token-of-ada")
    page.get_by_role("button").click()
    expect(page.get_by_text("You are Ada")).to_be_visible()


def test_should_tell_why_a_client_has_gone(
    serve: Serve, dial: Dial, dial_socketio: DialSocketIO
) -> None:
    """A goodbye, a lost connection and a server's own doing have reasons that differ."""
    server = serve("disconnect_reason")
    watcher = dial_socketio(server.url)
    polite, rude = (enter(dial, server) for _ in range(2))
    for client in (polite, rude):
        client.send("40")
        client.recv(timeout=20)
    polite.send("41")
    assert watcher.expect("news") == "somebody said goodbye"
    rude.close()
    assert watcher.expect("news") == "somebody was lost: transport close"
    dial_socketio(server.url).emit("throw me out")
    assert watcher.expect("news") == "somebody was lost: server disconnect"


def test_should_refuse_with_a_reason_and_data(
    serve: Serve, dial: Dial, dial_socketio: DialSocketIO
) -> None:
    """A refused client is told why; one that fits comes in."""
    server = serve("reject")
    refusal = '44{"message":"this page is out of date","data":{"version":2}}'
    assert knock(dial, server, '40{"version":1}') == refusal
    assert knock(dial, server, "40") == refusal
    assert dial_socketio(server.url, auth={"version": 2}).sid


def test_should_show_a_refusal(serve: Serve, open_page: Open) -> None:
    """A page has the reason and the data, and can do something about it."""
    page = open_page(serve("reject").url)
    expect(page.get_by_text("this page is out of date: version 2 is needed")).to_be_visible()
    page.get_by_role("button", name="Update").click()
    expect(page.get_by_text("Welcome")).to_be_visible()


def test_should_let_listed_origins_in(serve: Serve, dial_socketio: DialSocketIO) -> None:
    """Pages of the listed origins connect, and what is no browser."""
    server = serve("origin")
    for origin in ("https://www.example.com", "http://127.0.0.1:8000", None):
        peer = dial_socketio(server.url, headers={"Origin": origin} if origin else {})
        assert peer.call("greet", "Ada") == "Hello, Ada!"


def test_should_keep_other_origins_out(serve: Serve, dial: Dial) -> None:
    """Pages of any other origin do not, not even of the server's own, by neither transport."""
    server = serve("origin")
    for origin in ("https://evil.example", "http://www.example.com", "null", server.url):
        with pytest.raises(InvalidStatus) as caught:
            enter(dial, server, origin=origin)
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


def test_should_notice_a_dead_client(serve: Serve, dial: Dial, dial_socketio: DialSocketIO) -> None:
    """Who answers no ping is given up; who does stays."""
    server = serve("ping")
    alive = dial_socketio(server.url)
    dead = enter(dial, server)
    dead.send("40")
    sid = json.loads(str(dead.recv(timeout=20)).removeprefix("40"))["sid"]
    assert dead.recv(timeout=20) == "2"
    # "ping timeout"; on a busy machine another of the library's clocks may be the first.
    server.expect_log(f"{sid} is gone: ")
    assert alive.reason is None


def test_should_limit_the_size_of_a_message(serve: Serve, dial_socketio: DialSocketIO) -> None:
    """A packet of the limit's size is handled; one byte more ends its sender's connection."""
    server = serve("size_limit")
    peer, other = dial_socketio(server.url), dial_socketio(server.url)
    size = 10_000 - len('421["measure",""]')
    assert peer.call("measure", "x" * size) == size
    peer.emit("measure", "x" * (size + 2))  # without the number of an acknowledgement
    assert peer.expect_disconnect()
    assert other.call("measure", "x") == 1


def test_should_tell_a_reload_from_a_departure(serve: Serve, dial_socketio: DialSocketIO) -> None:
    """Who comes back in time was never gone, who goes again has the whole time once more.

    Who closes one tab of two is not gone.
    """
    url = serve("presence").url
    names = ("Watcher", "Ada", "Bob", "Dan", "Eve", "Eve")
    watcher, ada, bob, dan, eve, _ = (dial_socketio(f"{url}?name={name}") for name in names)
    lists = [watcher.expect("people") for _ in names]
    everybody = ["Ada", "Bob", "Dan", "Eve", "Watcher"]
    assert lists[:3] == [["Watcher"], ["Ada", "Watcher"], ["Ada", "Bob", "Watcher"]]
    assert lists[4:] == [everybody, everybody]
    for peer in (ada, dan, eve):
        peer.close()
    ada, _ = (dial_socketio(f"{url}?name={name}") for name in ("Ada", "Dan"))
    assert [watcher.expect("people") for _ in range(2)] == [everybody, everybody]
    bob.close()
    ada.close()
    # Bob has gone after Ada's and Dan's first departures and Eve's one tab, and before Ada's last.
    assert watcher.expect("people") == ["Ada", "Dan", "Eve", "Watcher"]
    assert watcher.expect("people") == ["Dan", "Eve", "Watcher"]


def test_should_show_who_is_online(serve: Serve, open_page: Open) -> None:
    """A page shows the people, also after it was reloaded."""
    url = serve("presence").url
    ada = open_page(f"{url}/?name=Ada")
    expect(ada.get_by_role("listitem")).to_have_text(["Ada"])
    bob = open_page(f"{url}/?name=<b>Bob</b>")
    expect(ada.get_by_role("listitem")).to_have_text(["<b>Bob</b>", "Ada"])
    bob.reload()
    expect(bob.get_by_role("listitem")).to_have_text(["<b>Bob</b>", "Ada"])
    expect(ada.get_by_role("listitem")).to_have_text(["<b>Bob</b>", "Ada"])
