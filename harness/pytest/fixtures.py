"""The fixtures of the backends' suites, and the types to annotate them with."""

import uuid
from collections.abc import Iterator
from contextlib import ExitStack, closing
from typing import Any, Protocol

import pytest

from ..clients import CLIENTS, Client
from ..clients.http import HttpClient
from ..clients.swarm import Swarm
from ..deployments import Deployment
from ..processes.server import Server
from ..rfc6455.cases import Case, converse
from ..rfc6455.peer import Peer
from ..rfc6455.scenario import enter
from .report import EVIDENCE, Evidence

FEW_FRAMES = pytest.mark.few_cases(3)
"""A library parses frames with the same code on all its servers: a few of each kind are enough."""

SCENARIOS = ("echo", "broadcast", "chat", "push")


class Start(Protocol):
    """The fixture `start`."""

    def __call__(self, *options: str, **environ: str) -> Server:
        """Start a server with these options and environment variables."""


class Connect(Protocol):
    """The fixture `connect`."""

    def __call__(
        self,
        scenario: str,
        own: Server | None = None,
        *,
        cookie: str = "",
        origin: str = "",
        transport: str = "websocket",
    ) -> Client:
        """Connect to a scenario of the shared server, or of `own`, the test's server."""


class Swarms(Protocol):
    """The fixture `swarm`."""

    def __call__(
        self,
        scenario: str,
        own: Server | None = None,
        *,
        count: int = 1,
        receive_buffer: int | None = None,
    ) -> Swarm:
        """Open `count` connections to a scenario."""


class Browse(Protocol):
    """The fixture `browse`."""

    def __call__(self, own: Server | None = None) -> HttpClient:
        """Return an HTTP client with no cookies."""


class Crowd(Protocol):
    """The fixture `crowd`."""

    def __call__(self, server: Server, count: int) -> list[Peer]:
        """Open `count` bare connections, spread over the scenarios."""


class Check(Protocol):
    """The fixture `check`."""

    def __call__(self, *cases: Case) -> None:
        """Send each case on its own connection, and compare what the server does."""


def check_log(request: pytest.FixtureRequest, protocol: str, lines: list[str]) -> None:
    """Fail if a server logged a traceback, unless a mark says that the test's library does."""
    marker = request.node.get_closest_marker("traceback")
    if marker and protocol in (marker.args or [protocol]):
        return
    assert not [line for line in lines if line.startswith("Traceback")], "\n".join(lines)


@pytest.fixture(scope="session")
def exhaustive(pytestconfig: pytest.Config) -> bool:
    """Whether this is a long run, with the full number of inputs and clients."""
    return bool(pytestconfig.getoption("exhaustive"))


@pytest.fixture(scope="session")
def backend(deployment: Deployment) -> Iterator[Server]:
    """One server of this deployment, for all tests that can share it."""
    server = deployment.start()
    yield server
    assert server.stop() == 0


@pytest.fixture
def evidence(request: pytest.FixtureRequest) -> Evidence:
    """What the report of a failed test shows: titles, and the lines under them."""
    evidence: Evidence = request.node.stash.setdefault(EVIDENCE, [])
    return evidence


@pytest.fixture
def server(request: pytest.FixtureRequest, backend: Server, evidence: Evidence) -> Iterator[Server]:
    """The shared server. After a test it has no connection left, and no traceback in its log."""
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
    """Start servers for this test: `start("--heartbeat", "1", SECRET_KEY="k")`."""
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
    """Connect raw clients: `connect("chat", cookie=...)`, or `connect("chat", server)`."""
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
def crowd() -> Iterator[Crowd]:
    """Open many bare connections, the same number to each scenario: `crowd(server, 100)`."""
    with ExitStack() as stack:

        def crowd(server: Server, count: int) -> list[Peer]:
            protocol = server.manifest.protocol
            return [
                stack.enter_context(enter(server.url, protocol, SCENARIOS[n % len(SCENARIOS)]))
                for n in range(count)
            ]

        yield crowd


@pytest.fixture
def check(server: Server) -> Check:
    """Compare what the server does with the RFC or its manifest's deviation: `check(case)`."""

    def check(*cases: Case) -> None:
        outcomes = converse(server.url, cases)
        for case, outcome in zip(cases, outcomes, strict=True):
            assert outcome == case.expected(server.manifest), case.name

    return check


@pytest.fixture
def browse(server: Server) -> Iterator[Browse]:
    """Make HTTP clients, each with its own cookies: `browse().log_in("ada")`."""
    with ExitStack() as stack:

        def browse(own: Server | None = None) -> HttpClient:
            client = HttpClient((own or server).url)
            stack.callback(client.close)
            return client

        yield browse


@pytest.fixture
def room() -> str:
    """A room that no other test uses."""
    return f"room-{uuid.uuid4().hex[:8]}"
