"""Origin: a page of another site may not open a connection with a visitor's cookies."""

from urllib.parse import urlsplit

import pytest

from harness.clients import CLIENTS, Rejected
from harness.processes.server import Server
from harness.pytest.fixtures import Browse, Connect, Start
from harness.rfc6455.peer import handshake

FOREIGN = ["http://evil.example", "https://evil.example", "http://localhost.evil.example", "null"]


def attempt(server: Server, origin: str) -> int:
    """Return the status of a WebSocket handshake from a page of this origin."""
    path = CLIENTS[server.manifest.protocol].path.format(scenario="echo")
    headers = {"Origin": origin} if origin else {}
    return handshake(server.url, path, **headers)[0]


@pytest.mark.parametrize("origin", FOREIGN)
def test_foreign_origin_is_rejected(server: Server, origin: str) -> None:
    """The handshake is rejected before it completes."""
    assert attempt(server, origin) == CLIENTS[server.manifest.protocol].rejection


def test_another_port_is_rejected(server: Server) -> None:
    """Another port of the same machine is another origin."""
    address = urlsplit(server.url)
    origin = f"http://{address.hostname}:{(address.port or 0) - 1}"
    assert attempt(server, origin) == CLIENTS[server.manifest.protocol].rejection


def test_own_origin_is_accepted(server: Server) -> None:
    """A page from the server itself may connect."""
    assert attempt(server, server.url) == 101


def test_missing_origin_is_accepted(server: Server) -> None:
    """A client that sends no Origin is not a browser, and may connect."""
    assert attempt(server, "") == 101


@pytest.mark.protocol("socketio")
def test_foreign_origin_is_rejected_over_polling(connect: Connect) -> None:
    """HTTP long polling follows the same rule."""
    with pytest.raises(Rejected, match="400"):
        connect("echo", origin="http://evil.example", transport="polling")


def test_listed_origin_is_accepted(start: Start) -> None:
    """ALLOWED_ORIGINS adds origins to the server's own."""
    server = start(ALLOWED_ORIGINS="https://one.example, https://two.example:8443")
    for origin in ("https://one.example", "https://two.example:8443", server.url):
        assert attempt(server, origin) == 101
    for origin in ("http://one.example", "https://two.example", "https://three.example"):
        assert attempt(server, origin) == CLIENTS[server.manifest.protocol].rejection


def test_rejected_page_is_not_counted(server: Server, browse: Browse) -> None:
    """A rejected handshake is not counted as a connection."""
    client = browse()
    client.wait_for_connections(0)
    attempt(server, "http://evil.example")
    assert client.connections() == 0
