"""Who a client is, and what the server remembers of it."""

import urllib.error
import urllib.parse
import urllib.request
from pathlib import Path

import pytest

from harness.processes.program import Program
from harness.pytest.snippets import Dial, DialSocketIO, Serve


def send_connect(dial: Dial, server: Program, packet: str) -> str:
    """Send a packet that asks to connect, as raw text, and return the answer."""
    url = f"{server.ws}/socket.io/?EIO=4&transport=websocket"
    # Werkzeug keeps the TCP connection open after the WebSocket closes, so do not wait for it.
    client = dial(url, close_timeout=0.1)
    client.recv(timeout=20)
    client.send(packet)
    return str(client.recv(timeout=20))


def browse(
    url: str, cookie: str = "", *, method: str = "POST", form: dict[str, str] | None = None
) -> tuple[str, str]:
    """Send an HTTP request, and return the body and the cookie to use from then on."""
    data = urllib.parse.urlencode(form or {}).encode() if method == "POST" else None
    request = urllib.request.Request(url, data, {"Cookie": cookie}, method=method)  # noqa: S310
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    with opener.open(request, timeout=20) as response:
        given = response.headers["Set-Cookie"]
        return response.read().decode(), given.partition(";")[0] if given else cookie


def test_contexts_live_as_long_as_documented(serve: Serve, dial_socketio: DialSocketIO) -> None:
    """`g` lasts for one event, `request` and the session's copy for the connection."""
    server = serve("contexts")
    _, cookie = browse(f"{server.url}/colour/red", method="GET")
    peer, other = (
        dial_socketio(f"{server.url}?page={page}", headers={"Cookie": cookie}) for page in "ab"
    )
    seen = {"current_app": "contexts", "g": None, "request": "a", "sid": peer.sid}
    assert peer.call("look") == {**seen, "session": "red"}

    # Events do not see what a view writes from now on.
    _, cookie = browse(f"{server.url}/colour/green", cookie, method="GET")
    assert peer.call("look") == {**seen, "session": "red"}

    # Only later events of the same connection see what an event writes.
    assert peer.call("choose", "blue") is None
    assert peer.call("look") == {**seen, "session": "blue"}
    assert other.call("look") == {**seen, "request": "b", "sid": other.sid, "session": "red"}
    body, _ = browse(f"{server.url}/colour/black", cookie, method="GET")
    assert '"before":"green"' in body


def test_login_lets_only_users_connect(
    serve: Serve, dial: Dial, dial_socketio: DialSocketIO
) -> None:
    """A user who logged in over HTTP may connect; everyone else is rejected."""
    server = serve("login")
    assert send_connect(dial, server, "40") == '44{"message":"log in first"}'
    for form in ({"name": "ada", "password": "x"}, {"name": "x", "password": ""}):
        with pytest.raises(urllib.error.HTTPError, match="403"):
            browse(f"{server.url}/login", form=form)
    _, cookie = browse(f"{server.url}/login", form={"name": "ada", "password": "engine"})
    assert dial_socketio(server.url, headers={"Cookie": cookie}).call("whoami") == "ada"


def test_login_required_event_disconnects_guests(serve: Serve, dial_socketio: DialSocketIO) -> None:
    """The handler runs for a user; a guest may connect, but the event disconnects them."""
    server = serve("login_required_event")
    _, cookie = browse(f"{server.url}/login")
    ada, stranger = dial_socketio(server.url, headers={"Cookie": cookie}), dial_socketio(server.url)
    assert ada.call("touch", "the bell") == "ada touches the bell"
    stranger.emit("touch", "the bell")
    assert stranger.expect_disconnect() == "server disconnect"
    assert ada.call("touch", "it again") == "ada touches it again"


def test_server_side_session_is_shared_both_ways(
    serve: Serve, dial_socketio: DialSocketIO, tmp_path: Path
) -> None:
    """Views and events see each other's changes; other clients see nothing."""
    server = serve("server_side_session", TMPDIR=str(tmp_path))
    body, cookie = browse(f"{server.url}/basket/tea")
    assert body == '["tea"]\n'
    peer = dial_socketio(server.url, headers={"Cookie": cookie})
    assert peer.call("add", "milk") == ["tea", "milk"]
    body, _ = browse(f"{server.url}/basket/sugar", cookie)
    assert body == '["tea","milk","sugar"]\n'
    assert peer.call("add", "cake") == ["tea", "milk", "sugar", "cake"]
    body, _ = browse(f"{server.url}/basket/coffee")
    assert body == '["coffee"]\n'
