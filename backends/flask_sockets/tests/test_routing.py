"""Flask-Sockets' routes: blueprints with a prefix, variables, and what the subclass fixes."""

import json
from typing import Any

import requests
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection, connect

from harness.processes.server import Server

TIMEOUT = 20


def open_socket(server: Server, path: str, cookie: str = "") -> ClientConnection:
    """Open a WebSocket at a path."""
    headers = {"Cookie": cookie} if cookie else None
    url = server.url.replace("http", "ws", 1) + path
    return connect(url, proxy=None, additional_headers=headers)


def receive(socket: ClientConnection) -> dict[str, Any]:
    """Return the next message."""
    message: dict[str, Any] = json.loads(socket.recv(TIMEOUT))
    return message


def test_room_in_the_url_is_joined(server: Server, room: str) -> None:
    """The connection is in the room in its URL from the start."""
    with open_socket(server, f"/ws/room/{room}") as socket:
        assert receive(socket)["data"]["room"] == room
        socket.send(json.dumps({"event": "say", "data": {"room": room, "text": "hi"}}))
        assert receive(socket)["data"]["text"] == "hi"


def test_bad_room_in_the_url_closes_with_1008(server: Server) -> None:
    """A room name that the contract rejects closes with 1008 and the reason."""
    with open_socket(server, "/ws/room/a+b") as socket:
        try:
            socket.recv(TIMEOUT)
        except ConnectionClosed as closed:
            assert closed.rcvd is not None
            assert closed.rcvd.code == 1008
            assert closed.rcvd.reason.startswith("room: may hold letters")
        else:
            raise AssertionError("a message arrived")


def test_login_over_http_is_known_to_the_socket(server: Server, room: str) -> None:
    """A socket that is opened with a login's cookie knows the user."""
    session = requests.Session()
    with session.post(f"{server.url}/api/session", json={"name": "ada"}, timeout=TIMEOUT):
        cookie = "; ".join(f"{name}={value}" for name, value in session.cookies.items())
    with open_socket(server, f"/ws/room/{room}", cookie) as socket:
        assert receive(socket)["data"]["members"] == ["ada"]
    session.close()


def test_plain_request_of_a_socket_url_is_not_found(server: Server) -> None:
    """A plain request for a socket's URL gets 404; the unmodified library answers with 500."""
    with requests.get(f"{server.url}/ws/chat", timeout=TIMEOUT) as response:
        assert response.status_code == 404
