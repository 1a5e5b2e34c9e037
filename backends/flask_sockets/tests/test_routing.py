"""Flask-Sockets' routes: blueprints with a prefix, variables, and what the subclass mends."""

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


def test_should_take_the_room_from_the_url(server: Server, room: str) -> None:
    """The route's variable names the room that the connection is in from the start."""
    with open_socket(server, f"/ws/room/{room}") as socket:
        assert receive(socket)["data"]["room"] == room
        socket.send(json.dumps({"event": "say", "data": {"room": room, "text": "hi"}}))
        assert receive(socket)["data"]["text"] == "hi"


def test_should_refuse_a_room_that_is_none(server: Server) -> None:
    """A variable that the contract does not take closes with 1008 and says why."""
    with open_socket(server, "/ws/room/a+b") as socket:
        try:
            socket.recv(TIMEOUT)
        except ConnectionClosed as closed:
            assert closed.rcvd is not None
            assert closed.rcvd.code == 1008
            assert closed.rcvd.reason.startswith("room: may hold letters")
        else:
            raise AssertionError("a message came")


def test_should_know_who_logged_in_by_fetch(server: Server, room: str) -> None:
    """A login over HTTP is known to a socket that is opened afterwards with its cookie."""
    session = requests.Session()
    with session.post(f"{server.url}/api/session", json={"name": "ada"}, timeout=TIMEOUT):
        cookie = "; ".join(f"{name}={value}" for name, value in session.cookies.items())
    with open_socket(server, f"/ws/room/{room}", cookie) as socket:
        assert receive(socket)["data"]["members"] == ["ada"]
    session.close()


def test_should_leave_plain_requests_to_flask(server: Server) -> None:
    """A socket's URL without a handshake is no error of the server's, as it is unmodified."""
    with requests.get(f"{server.url}/ws/chat", timeout=TIMEOUT) as response:
        assert response.status_code == 404
