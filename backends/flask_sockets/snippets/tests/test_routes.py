"""Routes: plain, with variables, of a blueprint, and beside an HTTP view."""

import pytest
import requests
from websockets.exceptions import ConnectionClosedOK

from harness.pytest.snippets import TIMEOUT, Dial, Serve


def test_echo_keeps_text_and_bytes(serve: Serve, dial: Dial) -> None:
    """Text comes back as text, and binary as binary."""
    server = serve("echo")
    client = dial(f"{server.ws}/echo")
    for message in ("héllo", b"\x00\xff", ""):
        client.send(message)
        assert client.recv(TIMEOUT) == message


def test_echo_answers_the_sender_only(serve: Serve, dial: Dial) -> None:
    """Another client gets its own echo and nothing else."""
    server = serve("echo")
    ada, bob = dial(f"{server.ws}/echo"), dial(f"{server.ws}/echo")
    ada.send("from Ada")
    assert ada.recv(TIMEOUT) == "from Ada"
    bob.send("from Bob")
    assert bob.recv(TIMEOUT) == "from Bob"


def test_route_variables_reach_the_handler(serve: Serve, dial: Dial) -> None:
    """The route's converters parse the URL's variables."""
    server = serve("route_variables")
    up, down = dial(f"{server.ws}/up/9"), dial(f"{server.ws}/down/1")
    for client, numbers in ((up, ["9", "10", "11"]), (down, ["1", "0", "-1"])):
        for number in numbers:
            client.send("next")
            assert client.recv(TIMEOUT) == number


@pytest.mark.parametrize("path", ["/up/nine", "/sideways/9", "/up"])
def test_route_variables_close_other_urls(serve: Serve, dial: Dial, path: str) -> None:
    """A URL that matches no route is accepted, then closed without a message."""
    server = serve("route_variables")
    client = dial(f"{server.ws}{path}")
    with pytest.raises(ConnectionClosedOK) as closed:
        client.recv(TIMEOUT)
    assert closed.value.rcvd is not None
    assert closed.value.rcvd.code == 1005


def test_blueprint_route_has_the_prefix(serve: Serve, dial: Dial) -> None:
    """The blueprint's route exists only under the prefix."""
    server = serve("blueprint")
    client = dial(f"{server.ws}/chat/echo")
    client.send("hello")
    assert client.recv(TIMEOUT) == "hello"
    with pytest.raises(ConnectionClosedOK):
        dial(f"{server.ws}/echo").recv(TIMEOUT)


def test_http_and_socket_share_a_url(serve: Serve, dial: Dial) -> None:
    """A GET of the socket's URL shows what the socket received."""
    server = serve("http_and_socket")
    client = dial(f"{server.ws}/notes")
    for number, note in enumerate(["milk", "bread"], 1):
        client.send(note)
        assert client.recv(TIMEOUT) == f"{number} notes"
    with requests.get(f"{server.url}/notes", timeout=TIMEOUT) as response:
        assert response.json() == ["milk", "bread"]
