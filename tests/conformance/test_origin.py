"""Origin: a page of another site may not open a connection with our visitors' cookies."""

from urllib.parse import urlsplit

import pytest

from harness.clients import CLIENTS, Connect, Rejected
from harness.clients.http import Browse
from harness.processes.server import Server, Start
from harness.rfc6455.peer import handshake

FOREIGN = ["http://evil.example", "https://evil.example", "http://localhost.evil.example", "null"]


def attempt(server: Server, origin: str) -> int:
    """Return the status of a WebSocket handshake from a page of this origin."""
    path = CLIENTS[server.manifest.protocol].path.format(scenario="echo")
    headers = {"Origin": origin} if origin else {}
    return handshake(server.url, path, **headers)[0]


@pytest.mark.parametrize("origin", FOREIGN)
def test_should_refuse_a_foreign_origin(server: Server, origin: str) -> None:
    """The handshake is refused before it completes."""
    assert attempt(server, origin) == CLIENTS[server.manifest.protocol].rejection


def test_should_refuse_another_port(server: Server) -> None:
    """Another port of the same machine is another site."""
    address = urlsplit(server.url)
    origin = f"http://{address.hostname}:{(address.port or 0) - 1}"
    assert attempt(server, origin) == CLIENTS[server.manifest.protocol].rejection


def test_should_take_its_own_origin(server: Server) -> None:
    """The page that the server itself has served may connect."""
    assert attempt(server, server.url) == 101


def test_should_take_no_origin(server: Server) -> None:
    """Who sends no Origin is no browser."""
    assert attempt(server, "") == 101


@pytest.mark.protocol("socketio")
def test_should_refuse_polling_too(connect: Connect) -> None:
    """HTTP long-polling is held to the same rule."""
    with pytest.raises(Rejected, match="400"):
        connect("echo", origin="http://evil.example", transport="polling")


def test_should_take_listed_origins(start: Start) -> None:
    """ALLOWED_ORIGINS adds to the server's own."""
    server = start(ALLOWED_ORIGINS="https://one.example, https://two.example:8443")
    for origin in ("https://one.example", "https://two.example:8443", server.url):
        assert attempt(server, origin) == 101
    for origin in ("http://one.example", "https://two.example", "https://three.example"):
        assert attempt(server, origin) == CLIENTS[server.manifest.protocol].rejection


def test_should_give_a_refused_page_no_connection(server: Server, browse: Browse) -> None:
    """What was refused is not counted."""
    client = browse()
    client.wait_for_connections(0)
    attempt(server, "http://evil.example")
    assert client.connections() == 0
