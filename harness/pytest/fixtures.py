"""The fixtures of all suites: servers and clients."""

import uuid
from collections.abc import Iterator
from contextlib import ExitStack, closing
from typing import Any

import pytest

from ..clients import CLIENTS, Client, Connect
from ..clients.http import Browse, HttpClient
from ..clients.swarm import Swarm, Swarms
from ..processes.server import Server, Start
from .deployments import Deployment
from .report import EVIDENCE, Evidence


def check_log(request: pytest.FixtureRequest, protocol: str, lines: list[str]) -> None:
    """Bad input is no bug: it is not logged as one, unless the test says that the library does."""
    marker = request.node.get_closest_marker("traceback")
    if marker and protocol in (marker.args or [protocol]):
        return
    assert not [line for line in lines if line.startswith("Traceback")], "\n".join(lines)


@pytest.fixture(scope="session")
def backend(deployment: Deployment) -> Iterator[Server]:
    """One server of this backend and server, for all tests that can share it."""
    server = deployment.start()
    yield server
    assert server.stop() == 0


@pytest.fixture
def evidence(request: pytest.FixtureRequest) -> Evidence:
    """What is shown of this test when it fails: titles, and the lines under them."""
    evidence: Evidence = request.node.stash.setdefault(EVIDENCE, [])
    return evidence


@pytest.fixture
def server(request: pytest.FixtureRequest, backend: Server, evidence: Evidence) -> Iterator[Server]:
    """The shared server, watched: a test leaves no connection, and no traceback in the log.

    A test may make it log a traceback only where it says so.
    """
    before = len(backend.log)
    evidence.append((f"log of {backend}", lambda: backend.log[before:]))
    yield backend
    with closing(HttpClient(backend.url)) as client:
        client.wait_for_connections(0)
    check_log(request, backend.manifest.protocol, backend.log[before:])


@pytest.fixture
def start(
    request: pytest.FixtureRequest, deployment: Deployment, evidence: Evidence
) -> Iterator[Start]:
    """Start servers of the test's own: `start("--heartbeat", "1", SECRET_KEY="k")`."""
    servers: list[Server] = []

    def start(*options: str, **environ: str) -> Server:
        server = deployment.start(*options, **environ)
        servers.append(server)
        evidence.append((f"log of {server}", lambda: server.log))
        return server

    yield start
    assert [server.stop() for server in servers] == [0] * len(servers)
    for server in servers:
        check_log(request, deployment.manifest.protocol, server.log)


@pytest.fixture
def connect(deployment: Deployment, server: Server, evidence: Evidence) -> Iterator[Connect]:
    """Connect raw clients: `connect("chat", cookie=...)`, or to a server of the test's own."""
    clients: list[Client] = []

    def connect(scenario: str, own: Server | None = None, **options: Any) -> Client:
        url = (own or server).url
        client = CLIENTS[deployment.manifest.protocol].connect(url, scenario, **options)
        clients.append(client)
        evidence.append((f"client {len(clients)} ({scenario})", lambda: client.log))
        return client

    yield connect
    for client in clients:
        client.close()
    for client in clients:
        client.check()


@pytest.fixture
def swarm(deployment: Deployment, server: Server) -> Iterator[Swarms]:
    """Open many connections: `swarm("broadcast", count=200)`."""
    with ExitStack() as stack:

        def swarm(scenario: str, own: Server | None = None, **options: Any) -> Swarm:
            url = (own or server).url
            swarm = Swarm(url, deployment.manifest.protocol, scenario, **options)
            stack.callback(swarm.close)
            return swarm

        yield swarm


@pytest.fixture
def browse(server: Server) -> Iterator[Browse]:
    """Be a browser without a page, with cookies of its own: `browse().log_in("ada")`."""
    with ExitStack() as stack:

        def browse(own: Server | None = None) -> HttpClient:
            client = HttpClient((own or server).url)
            stack.callback(client.close)
            return client

        yield browse


@pytest.fixture
def room() -> str:
    """A room that no other test is in."""
    return f"room-{uuid.uuid4().hex[:8]}"
