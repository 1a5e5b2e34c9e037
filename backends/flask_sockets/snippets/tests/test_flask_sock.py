"""The same features after the move to Flask-Sock, and what its docstrings say that changes."""

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


def refused(dial: Dial, url: str) -> int:
    """Return the status of a handshake that is refused."""
    with pytest.raises(InvalidStatus) as refusal:
        dial(url)
    return refusal.value.response.status_code


def test_should_echo(serve: Serve, dial: Dial) -> None:
    """Each client gets its own messages back, text as text and binary as binary."""
    server = serve("echo_flask_sock")
    ada, bob = dial(f"{server.ws}/echo"), dial(f"{server.ws}/echo")
    for client, message in ((ada, "héllo"), (bob, b"\x00\xff"), (ada, ""), (bob, "again")):
        client.send(message)
        assert client.recv(TIMEOUT) == message


def test_should_take_variables_from_the_url(serve: Serve, dial: Dial) -> None:
    """The converters make a word and a number of the URL's parts; others are a 404."""
    server = serve("route_variables_flask_sock")
    up, down = dial(f"{server.ws}/up/9"), dial(f"{server.ws}/down/1")
    for client, numbers in ((up, ["9", "10", "11"]), (down, ["1", "0", "-1"])):
        for number in numbers:
            client.send("next")
            assert client.recv(TIMEOUT) == number
    for path in ("/up/nine", "/sideways/9", "/up"):
        assert refused(dial, f"{server.ws}{path}") == 404


def test_should_prefix_a_blueprint(serve: Serve, dial: Dial) -> None:
    """The blueprint's route is there under the prefix, and only there."""
    server = serve("blueprint_flask_sock")
    client = dial(f"{server.ws}/chat/echo")
    client.send("hello")
    assert client.recv(TIMEOUT) == "hello"
    assert refused(dial, f"{server.ws}/echo") == 404


def test_should_serve_http_and_a_socket_on_one_url(serve: Serve, dial: Dial) -> None:
    """What the socket takes, a plain GET of the same URL shows."""
    server = serve("http_and_socket_flask_sock")
    client = dial(f"{server.ws}/notes")
    for number, note in enumerate(["milk", "bread"], 1):
        client.send(note)
        assert client.recv(TIMEOUT) == f"{number} notes"
    with requests.get(f"{server.url}/notes", timeout=TIMEOUT) as response:
        assert response.json() == ["milk", "bread"]


def test_should_know_in_a_socket_who_logged_in_by_fetch(serve: Serve, open_page: Open) -> None:
    """A page logs in by fetch; the socket that it opens then knows the name."""
    page = open_page(serve("login_flask_sock").url)
    for name in ("<b>Ada</b>", "Bob"):
        page.get_by_label("Name").fill(name)
        page.get_by_role("button", name="Log in").click()
        expect(page.get_by_text(f"Hello, {name}!", exact=True)).to_be_visible()


def test_should_know_the_session_of_the_handshake(serve: Serve, dial: Dial) -> None:
    """Without the cookie that the login has set, a socket knows nobody."""
    server = serve("login_flask_sock")
    with requests.post(f"{server.url}/login", json={"name": "Ada"}, timeout=TIMEOUT) as response:
        assert "SameSite=Lax" in response.headers["Set-Cookie"]
        cookie = f"session={response.cookies['session']}"
    ada = dial(f"{server.ws}/greeting", additional_headers={"Cookie": cookie})
    stranger = dial(f"{server.ws}/greeting")
    for client, name in ((ada, "Ada"), (stranger, "stranger")):
        client.send("Who am I?")
        assert client.recv(TIMEOUT) == f"Hello, {name}!"


def test_should_read_the_cookie_that_http_has_set(serve: Serve, dial: Dial) -> None:
    """A view sets the cookie, and the handshake brings it to the socket."""
    server = serve("cookies_flask_sock")
    with requests.post(f"{server.url}/colour/green", timeout=TIMEOUT) as response:
        cookie = f"colour={response.cookies['colour']}"
    without = dial(f"{server.ws}/colour")
    client = dial(f"{server.ws}/colour", additional_headers={"Cookie": cookie})
    for each, colour in ((without, "none yet"), (client, "green")):
        each.send("Which colour?")
        assert each.recv(TIMEOUT) == colour


def test_should_broadcast_to_all(serve: Serve, dial: Dial) -> None:
    """Everybody hears everybody, the sender too, in one order and nothing twice."""
    server = serve("broadcast_flask_sock")
    clients: list[ClientConnection] = []
    for number in range(3):
        clients.append(dial(f"{server.ws}/chat"))
        clients[-1].send(f"{number} is here")
        for client in clients:
            assert client.recv(TIMEOUT) == f"{number} is here"
    clients.pop().close()
    clients[0].send("after one has gone")
    for client in clients:
        assert client.recv(TIMEOUT) == "after one has gone"


def test_should_cut_off_who_does_not_read(serve: Serve, dial: Dial) -> None:
    """One who does not read keeps nobody from hearing everything, and is cut off itself."""
    server = serve("broadcast_flask_sock")
    lazy = socket.socket()
    lazy.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    lazy.connect(("127.0.0.1", server.port))
    slow = dial(f"{server.ws}/chat", sock=lazy, compression=None)
    slow.send("slow is here")
    assert slow.recv(TIMEOUT) == "slow is here"
    ada = dial(f"{server.ws}/chat", compression=None)
    message = bytes(40_000)
    for _ in range(300):
        ada.send(message)
        assert ada.recv(TIMEOUT) == message
    heard = 0
    with suppress(ConnectionClosedError):
        while slow.recv(TIMEOUT):
            heard += 1
    assert heard < 300


def test_should_send_and_receive_binary(serve: Serve, dial: Dial) -> None:
    """Binary messages are told from text, and the answer is binary."""
    server = serve("binary_flask_sock")
    client = dial(f"{server.ws}/compress")
    data = bytes(range(256)) * 20
    client.send(data)
    compressed = client.recv(TIMEOUT)
    assert isinstance(compressed, bytes)
    assert zlib.decompress(compressed) == data
    client.send("abc")
    assert client.recv(TIMEOUT) == "That was text."


def test_should_close_with_code_and_reason(serve: Serve, dial: Dial) -> None:
    """The client gets both, and the server the client's."""
    server = serve("close_code_flask_sock")
    with Peer.open(server.url, "/secret") as wrong:
        wrong.send(frame(TEXT, "sesame"))
        assert wrong.read_message() == Message(CLOSE, (4001).to_bytes(2) + b"wrong password")
    right = dial(f"{server.ws}/secret")
    right.send("open sesame")
    assert right.recv(TIMEOUT) == "Come in."
    right.close(3001, "thanks")
    server.expect_log("closed with 3001 thanks")


def test_should_close_who_does_not_answer_pings(serve: Serve) -> None:
    """A second ping is not sent to one who has not answered the first."""
    server = serve("ping_flask_sock", "--port", "0", "--ping-interval", "0.2")
    with Peer.open(server.url, "/echo") as peer:
        assert peer.read_message() == Message(PING)
        end = peer.read_message()
        assert end == Message(CLOSE, (1008).to_bytes(2) + b"Ping/Pong timeout")


class Pinged(ClientConnection):
    """A client that counts the pings that it answers."""

    pings = threading.Semaphore(0)

    def process_event(self, event: Request | Response | Frame) -> None:
        """Take a frame, in the thread that reads."""
        super().process_event(event)
        if isinstance(event, Frame) and event.opcode is Opcode.PING:
            self.pings.release()


def test_should_keep_who_answers_pings(serve: Serve, dial: Dial) -> None:
    """One who answers gets another ping, and is still served."""
    server = serve("ping_flask_sock", "--port", "0", "--ping-interval", "1")
    client = dial(f"{server.ws}/echo", create_connection=Pinged)
    for _ in range(2):
        assert Pinged.pings.acquire(timeout=TIMEOUT)
    client.send("still here")
    assert client.recv(TIMEOUT) == "still here"


def test_should_look_into_the_environ(serve: Serve, dial: Dial) -> None:
    """Address, URL and headers are those of this connection."""
    server = serve("environ_flask_sock")
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


def test_should_serve_with_threads_of_gunicorn(serve: Serve, dial: Dial) -> None:
    """More clients than one are served at a time."""
    server = serve("gunicorn_flask_sock")
    clients = [dial(f"{server.ws}/echo") for _ in range(20)]
    for number, client in enumerate(clients):
        client.send(str(number))
    for number, client in enumerate(clients):
        assert client.recv(TIMEOUT) == str(number)
    server.expect_log("Using worker: gthread")
