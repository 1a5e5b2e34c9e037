"""What Flask-Sock's snippets do, and how they differ from Flask-Sockets'."""

import json
import socket
import threading
import zlib
from contextlib import suppress

import pytest
import requests
from playwright.sync_api import expect
from websockets.exceptions import ConnectionClosedError, InvalidStatus
from websockets.frames import Frame, Opcode
from websockets.http11 import Request, Response
from websockets.sync.client import ClientConnection

from harness.pytest.snippets import TIMEOUT, Dial, Open, Serve
from harness.rfc6455.peer import Peer
from harness.rfc6455.wire import CLOSE, PING, TEXT, Message, frame


def rejected_status(dial: Dial, url: str) -> int:
    """Return the status of a handshake that the server rejects."""
    with pytest.raises(InvalidStatus) as rejection:
        dial(url)
    return rejection.value.response.status_code


def test_echo_answers_each_client_with_text_or_bytes(serve: Serve, dial: Dial) -> None:
    """Each client gets its own messages back, text as text and binary as binary."""
    server = serve("echo")
    ada, bob = dial(f"{server.ws}/echo"), dial(f"{server.ws}/echo")
    for client, message in ((ada, "héllo"), (bob, b"\x00\xff"), (ada, ""), (bob, "again")):
        client.send(message)
        assert client.recv(TIMEOUT) == message


def test_route_variables_reach_the_handler(serve: Serve, dial: Dial) -> None:
    """The route's converters parse the URL, and a URL that matches no route gets a 404."""
    server = serve("route_variables")
    up, down = dial(f"{server.ws}/up/9"), dial(f"{server.ws}/down/1")
    for client, numbers in ((up, ["9", "10", "11"]), (down, ["1", "0", "-1"])):
        for number in numbers:
            client.send("next")
            assert client.recv(TIMEOUT) == number
    for path in ("/up/nine", "/sideways/9", "/up"):
        assert rejected_status(dial, f"{server.ws}{path}") == 404


def test_blueprint_route_has_the_prefix(serve: Serve, dial: Dial) -> None:
    """The blueprint's route exists only under the prefix."""
    server = serve("blueprint")
    client = dial(f"{server.ws}/chat/echo")
    client.send("hello")
    assert client.recv(TIMEOUT) == "hello"
    assert rejected_status(dial, f"{server.ws}/echo") == 404


def test_http_and_socket_share_a_url(serve: Serve, dial: Dial) -> None:
    """A GET of the socket's URL shows what the socket received."""
    server = serve("http_and_socket")
    client = dial(f"{server.ws}/notes")
    for number, note in enumerate(["milk", "bread"], 1):
        client.send(note)
        assert client.recv(TIMEOUT) == f"{number} notes"
    with requests.get(f"{server.url}/notes", timeout=TIMEOUT) as response:
        assert response.json() == ["milk", "bread"]


def test_login_by_fetch_is_known_to_the_socket(serve: Serve, open_page: Open) -> None:
    """A page logs in with fetch, and the socket that it opens then knows the name."""
    page = open_page(serve("login").url)
    for name in ("<b>Ada</b>", "Bob"):
        page.get_by_label("Name").fill(name)
        page.get_by_role("button", name="Log in").click()
        expect(page.get_by_text(f"Hello, {name}!", exact=True)).to_be_visible()


def test_session_comes_with_the_handshake(serve: Serve, dial: Dial) -> None:
    """A socket knows the user only if its handshake has the cookie from the login."""
    server = serve("login")
    with requests.post(f"{server.url}/login", json={"name": "Ada"}, timeout=TIMEOUT) as response:
        assert "SameSite=Lax" in response.headers["Set-Cookie"]
        cookie = f"session={response.cookies['session']}"
    ada = dial(f"{server.ws}/greeting", additional_headers={"Cookie": cookie})
    stranger = dial(f"{server.ws}/greeting")
    for client, name in ((ada, "Ada"), (stranger, "stranger")):
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


def test_broadcast_reaches_every_client_once(serve: Serve, dial: Dial) -> None:
    """All clients get each message once and in order, including the sender."""
    server = serve("broadcast")
    clients: list[ClientConnection] = []
    for number in range(3):
        clients.append(dial(f"{server.ws}/chat"))
        clients[-1].send(f"{number} is here")
        for client in clients:
            assert client.recv(TIMEOUT) == f"{number} is here"
    clients.pop().close()
    clients[0].send("after one left")
    for client in clients:
        assert client.recv(TIMEOUT) == "after one left"


def test_broadcast_disconnects_a_client_that_does_not_read(serve: Serve, dial: Dial) -> None:
    """A client that does not read is disconnected, and other clients get every message."""
    server = serve("broadcast")
    small_socket = socket.socket()
    small_socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    small_socket.connect(("127.0.0.1", server.port))
    slow = dial(f"{server.ws}/chat", sock=small_socket, compression=None)
    slow.send("slow is here")
    assert slow.recv(TIMEOUT) == "slow is here"
    ada = dial(f"{server.ws}/chat", compression=None)
    message = bytes(40_000)
    for _ in range(300):
        ada.send(message)
        assert ada.recv(TIMEOUT) == message
    received = 0
    with suppress(ConnectionClosedError):
        while slow.recv(TIMEOUT):
            received += 1
    assert received < 300


def test_binary_is_answered_with_binary(serve: Serve, dial: Dial) -> None:
    """The handler tells binary messages from text, and its answer is binary."""
    server = serve("binary")
    client = dial(f"{server.ws}/compress")
    data = bytes(range(256)) * 20
    client.send(data)
    compressed = client.recv(TIMEOUT)
    assert isinstance(compressed, bytes)
    assert zlib.decompress(compressed) == data
    client.send("abc")
    assert client.recv(TIMEOUT) == "That was text."


def test_close_code_and_reason_reach_both_sides(serve: Serve, dial: Dial) -> None:
    """The client gets the server's code and reason, and the server gets the client's."""
    server = serve("close_code")
    with Peer.open(server.url, "/secret") as wrong:
        wrong.send(frame(TEXT, "sesame"))
        assert wrong.read_message() == Message(CLOSE, (4001).to_bytes(2) + b"wrong password")
    right = dial(f"{server.ws}/secret")
    right.send("open sesame")
    assert right.recv(TIMEOUT) == "Come in."
    right.close(3001, "thanks")
    server.expect_log("closed with 3001 thanks")


def test_ping_without_answer_closes_the_connection(serve: Serve) -> None:
    """A client that has not answered the first ping is closed instead of pinged again."""
    server = serve("ping", "--port", "0", "--ping-interval", "0.2")
    with Peer.open(server.url, "/echo") as peer:
        assert peer.read_message() == Message(PING)
        end = peer.read_message()
        assert end == Message(CLOSE, (1008).to_bytes(2) + b"Ping/Pong timeout")


class Pinged(ClientConnection):
    """A client that counts the pings that it answers."""

    pings = threading.Semaphore(0)

    def process_event(self, event: Request | Response | Frame) -> None:
        """Handle a frame, in the thread that reads."""
        super().process_event(event)
        if isinstance(event, Frame) and event.opcode is Opcode.PING:
            self.pings.release()


def test_ping_with_answer_keeps_the_connection(serve: Serve, dial: Dial) -> None:
    """A client that answers gets another ping and is still served."""
    server = serve("ping", "--port", "0", "--ping-interval", "1")
    client = dial(f"{server.ws}/echo", create_connection=Pinged)
    for _ in range(2):
        assert Pinged.pings.acquire(timeout=TIMEOUT)
    client.send("still here")
    assert client.recv(TIMEOUT) == "still here"


def test_environ_describes_the_connection(serve: Serve, dial: Dial) -> None:
    """Address, URL and headers are those of this connection."""
    server = serve("environ")
    client = dial(
        f"{server.ws}/about?room=blue",
        origin="https://example.org",
        user_agent_header="test",
    )
    client.send("And I?")
    assert json.loads(client.recv(TIMEOUT)) == {
        "address": list(client.local_address),
        "path": "/about",
        "query": "room=blue",
        "origin": "https://example.org",
        "agent": "test",
        "version": "13",
    }


def test_gunicorn_threads_serve_many_clients(serve: Serve, dial: Dial) -> None:
    """Threads serve many clients at the same time."""
    server = serve("gunicorn_gthread")
    clients = [dial(f"{server.ws}/echo") for _ in range(20)]
    for number, client in enumerate(clients):
        client.send(str(number))
    for number, client in enumerate(clients):
        assert client.recv(TIMEOUT) == str(number)
    server.expect_log("Using worker: gthread")
