"""Routes: plain, with variables, of a blueprint, and beside an HTTP view."""

import pytest
import requests
from websockets.exceptions import ConnectionClosedOK

from harness.pytest.snippets import TIMEOUT, Dial, Serve


def test_should_echo(serve: Serve, dial: Dial) -> None:
    """Text comes back as text, and what is binary as binary."""
    server = serve("echo")
    client = dial(f"{server.ws}/echo")
    for message in ("héllo", b"\x00\xff", ""):
        client.send(message)
        assert client.recv(TIMEOUT) == message


def test_should_echo_to_the_one_who_spoke(serve: Serve, dial: Dial) -> None:
    """Another client gets its own echo and nothing else."""
    server = serve("echo")
    ada, bob = dial(f"{server.ws}/echo"), dial(f"{server.ws}/echo")
    ada.send("from Ada")
    assert ada.recv(TIMEOUT) == "from Ada"
    bob.send("from Bob")
    assert bob.recv(TIMEOUT) == "from Bob"


def test_should_take_variables_from_the_url(serve: Serve, dial: Dial) -> None:
    """The converters make a word and a number of the URL's parts."""
    server = serve("route_variables")
    up, down = dial(f"{server.ws}/up/9"), dial(f"{server.ws}/down/1")
    for client, numbers in ((up, ["9", "10", "11"]), (down, ["1", "0", "-1"])):
        for number in numbers:
            client.send("next")
            assert client.recv(TIMEOUT) == number


@pytest.mark.parametrize("path", ["/up/nine", "/sideways/9", "/up"])
def test_should_close_where_no_route_matches(serve: Serve, dial: Dial, path: str) -> None:
    """What the converters refuse is accepted, and closed without a word."""
    server = serve("route_variables")
    client = dial(f"{server.ws}{path}")
    with pytest.raises(ConnectionClosedOK) as closed:
        client.recv(TIMEOUT)
    assert closed.value.rcvd is not None
    assert closed.value.rcvd.code == 1005


def test_should_prefix_a_blueprint(serve: Serve, dial: Dial) -> None:
    """The blueprint's route is there under the prefix, and only there."""
    server = serve("blueprint")
    client = dial(f"{server.ws}/chat/echo")
    client.send("hello")
    assert client.recv(TIMEOUT) == "hello"
    with pytest.raises(ConnectionClosedOK):
        dial(f"{server.ws}/echo").recv(TIMEOUT)


def test_should_serve_http_and_a_socket_on_one_url(serve: Serve, dial: Dial) -> None:
    """What the socket takes, a plain GET of the same URL shows."""
    server = serve("http_and_socket")
    client = dial(f"{server.ws}/notes")
    for number, note in enumerate(["milk", "bread"], 1):
        client.send(note)
        assert client.recv(TIMEOUT) == f"{number} notes"
    with requests.get(f"{server.url}/notes", timeout=TIMEOUT) as response:
        assert response.json() == ["milk", "bread"]
