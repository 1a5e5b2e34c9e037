"""Flask-Login's users on Socket.IO: accepted, rejected, checked for each event, logged out."""

from collections.abc import Callable, Iterator
from queue import Queue
from typing import Any

import pytest
import requests
import socketio

from harness.processes.server import Server

NAMESPACE = "/members"
TIMEOUT = 20
MEMBERS = Callable[[], "Member"]


class Member:
    """A browser with a cookie jar, and a Socket.IO client that uses it."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.http = requests.Session()
        self.client = socketio.Client(reconnection=False, http_session=self.http)
        self.rejected: Queue[Any] = Queue()
        self.disconnected: Queue[str] = Queue()
        self.client.on("connect_error", self.rejected.put, namespace=NAMESPACE)
        self.client.on("disconnect", self.disconnected.put, namespace=NAMESPACE)

    def post(self, path: str, body: object = None) -> int:
        """Post JSON; return the status."""
        return self.http.post(self.url + path, json=body, timeout=TIMEOUT).status_code

    def log_in(self, name: str) -> None:
        """Log in over HTTP."""
        assert self.post("/members/login", {"name": name}) == 200

    def connect(self) -> None:
        """Open the socket."""
        self.client.connect(self.url, namespaces=[NAMESPACE], wait_timeout=TIMEOUT)

    def call(self, event: str) -> Any:
        """Send an event; return its acknowledgement."""
        return self.client.call(event, namespace=NAMESPACE, timeout=TIMEOUT)


@pytest.fixture
def member(server: Server) -> Iterator[MEMBERS]:
    """Create members: `member()` is a new browser."""
    members: list[Member] = []

    def member() -> Member:
        members.append(Member(server.url))
        return members[-1]

    yield member
    for one in members:
        one.client.disconnect()
        one.http.close()


def test_current_user_is_the_socket_s_user(member: MEMBERS) -> None:
    """`current_user` is the user who logged in over HTTP, in every event."""
    ada, bob = member(), member()
    ada.log_in("ada")
    bob.log_in("bob")
    ada.connect()
    bob.connect()
    assert ada.call("whoami") == {"name": "ada"}
    assert bob.call("whoami") == {"name": "bob"}


def test_connect_rejects_a_guest_with_a_reason(member: MEMBERS) -> None:
    """A client that is not logged in is rejected, and told why and where to log in."""
    guest = member()
    with pytest.raises(socketio.exceptions.ConnectionError):
        guest.connect()
    assert guest.rejected.get(timeout=TIMEOUT) == {
        "message": "log in first",
        "data": {"login": "/members/login"},
    }


def test_logout_closes_the_user_s_sockets(member: MEMBERS) -> None:
    """A logout closes all sockets of its user, and no others."""
    ada, bob = member(), member()
    ada.log_in("ada")
    bob.log_in("bob")
    tab = Member(ada.url)
    tab.http.cookies.update(ada.http.cookies)
    for one in (ada, tab, bob):
        one.connect()
    assert ada.post("/members/logout") == 204
    assert ada.disconnected.get(timeout=TIMEOUT) == "server disconnect"
    assert tab.disconnected.get(timeout=TIMEOUT) == "server disconnect"
    assert bob.call("whoami") == {"name": "bob"}
    tab.client.disconnect()
    tab.http.close()


def test_event_of_a_deleted_user_disconnects(member: MEMBERS) -> None:
    """An event of a user whose account was deleted closes the socket."""
    eve = member()
    eve.log_in("eve")
    eve.connect()
    response = eve.http.delete(eve.url + "/members/account", timeout=TIMEOUT)
    assert response.status_code == 204
    eve.client.emit("whoami", namespace=NAMESPACE)
    assert eve.disconnected.get(timeout=TIMEOUT) == "server disconnect"
