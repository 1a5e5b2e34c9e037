"""How to reach a WebSocket, and what the handshake decides."""

import pytest
import requests
from websockets.exceptions import InvalidStatus
from websockets.typing import Origin, Subprotocol

from harness.pytest.snippets import TIMEOUT, Dial, Serve


def test_echo_answers_each_client_with_text_or_bytes(serve: Serve, dial: Dial) -> None:
    """Each client gets its own messages back, text as text and binary as binary."""
    server = serve("echo")
    ada, bob = dial(f"{server.ws}/echo"), dial(f"{server.ws}/echo")
    for client, message in ((ada, "héllo"), (bob, b"\x00\xff"), (ada, ""), (bob, "again")):
        client.send(message)
        assert client.recv(TIMEOUT) == message


def test_echo_route_rejects_plain_http(serve: Serve) -> None:
    """The route is for WebSockets only."""
    server = serve("echo")
    with requests.get(f"{server.url}/echo", timeout=TIMEOUT) as response:
        assert response.status_code == 400


def test_wsgi_serves_without_a_framework(serve: Serve, dial: Dial) -> None:
    """An application without a framework echoes, and rejects plain HTTP."""
    server = serve("wsgi")
    client = dial(server.ws)
    for message in ("hello", b"\x00"):
        client.send(message)
        assert client.recv(TIMEOUT) == message
    with requests.get(server.url, timeout=TIMEOUT) as response:
        assert (response.status_code, response.text) == (426, "This is a WebSocket.")


def test_resource_routes_to_a_class(serve: Serve, dial: Dial) -> None:
    """The path selects the class, and its methods are called in order."""
    server = serve("resource")
    client = dial(f"{server.ws}/greeter", subprotocols=[Subprotocol("greeting")])
    assert client.subprotocol == "greeting"
    assert client.recv(TIMEOUT) == "Who are you?"
    client.send("Ada")
    assert client.recv(TIMEOUT) == "Hello, Ada!"
    client.close()
    server.expect_log("closed")
    with requests.get(f"{server.url}/anything", timeout=TIMEOUT) as response:
        assert response.text == "The greeter is at /greeter."


def test_resource_confirms_no_other_subprotocol(serve: Serve, dial: Dial) -> None:
    """A client that offers no subprotocol, or only unknown ones, gets none."""
    server = serve("resource")
    assert dial(f"{server.ws}/greeter").subprotocol is None
    client = dial(f"{server.ws}/greeter", subprotocols=[Subprotocol("chat")])
    assert client.subprotocol is None


@pytest.mark.parametrize(
    ("offered", "agreed"),
    [
        (["chat.v1", "chat.v2"], "chat.v1"),
        (["chat.v3", "chat.v2", "chat.v1"], "chat.v2"),
        (["superchat.v1"], None),
        (None, None),
    ],
)
def test_subprotocol_is_the_first_known_one(
    serve: Serve, dial: Dial, offered: list[Subprotocol] | None, agreed: str | None
) -> None:
    """The server confirms the first known subprotocol and tells the application."""
    server = serve("subprotocol")
    client = dial(f"{server.ws}/chat", subprotocols=offered)
    assert client.subprotocol == agreed
    assert client.recv(TIMEOUT) == f"We speak {agreed}."


def test_origin_rejects_other_sites(serve: Serve, dial: Dial) -> None:
    """Pages of other origins get a 403; own pages and clients without an Origin connect."""
    server = serve("origin")
    for origin in ("https://example.org", "null", f"http://127.0.0.1:{server.port + 1}"):
        with pytest.raises(InvalidStatus) as rejection:
            dial(f"{server.ws}/echo", origin=Origin(origin))
        assert rejection.value.response.status_code == 403
        assert rejection.value.response.body == b"This origin is not allowed."
    for allowed in (Origin(server.url), None):
        client = dial(f"{server.ws}/echo", origin=allowed)
        client.send("hello")
        assert client.recv(TIMEOUT) == "hello"
