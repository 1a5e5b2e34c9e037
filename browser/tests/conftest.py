"""The fixtures of the browser snippets' tests: a page that loads a snippet, and its server."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page

from browser.tests.scripted_server import Listen, ScriptedServer
from harness.processes.program import Program
from harness.proxy import Proxy, proxy
from harness.pytest.fixtures import check_log
from harness.pytest.report import Evidence
from harness.pytest.snippets import LoadModule, dial_socketio, fulfil, vendored

__all__ = ["dial_socketio", "load_module", "socketio", "tunnel"]

FOLDER = Path(__file__).parents[1]
PAGE = """<!doctype html><meta charset="utf-8"><title>A page</title><script type="importmap">
{"imports": {"socket.io-client": "/socket.io-client.js", "snippet": "/snippet.js"}}
</script><script type="module">
window.snippet = await import("snippet");
window.loaded = true;
</script>"""

COUNT = """
window.attempts = 0;
window.ended = [];
window.WebSocket = class extends WebSocket {
    constructor(...options) {
        super(...options);
        const attempt = ++attempts;
        this.addEventListener("close", () => ended.push(attempt));
    }
};"""
"""Counts a page's connection attempts, and records which have ended."""


@pytest.fixture
def load_module(context: BrowserContext) -> Iterator[LoadModule]:
    """Open a page with a snippet in it, as `window.snippet`.

    `load_module("native/queue", "http://127.0.0.1:8000")`: the page has the server's origin, since
    Chromium asks for permission before a page without one connects to this machine.
    """
    errors: list[str] = []
    context.on("weberror", lambda error: errors.append(str(error.error)))

    def load_module(name: str, url: str) -> Page:
        page = context.new_page()
        module = FOLDER / f"{name}.js"
        page.route(f"{url}/snippet.js", lambda route: fulfil(route, module, "text/javascript"))
        page.route(
            f"{url}/socket.io-client.js", lambda route: fulfil(route, vendored(), "text/javascript")
        )
        page.goto(f"{url}/no-such-page")
        page.set_content(PAGE)
        page.wait_for_function("window.loaded")
        return page

    yield load_module
    assert errors == []


@pytest.fixture(scope="session")
def program() -> Iterator[Program]:
    """One Socket.IO server for all tests."""
    program = Program(Path(__file__).with_name("server.py"), "env-flask_socketio-snippets")
    yield program
    program.kill()


@pytest.fixture
def socketio(
    request: pytest.FixtureRequest, program: Program, evidence: Evidence
) -> Iterator[Program]:
    """The Socket.IO server; a traceback in its log fails the test."""
    before = len(program.log)
    evidence.append((f"log of {program}", lambda: program.log[before:]))
    yield program
    check_log(request, "", program.log[before:])


@pytest.fixture
def tunnel(socketio: Program) -> Iterator[Proxy]:
    """A proxy to the Socket.IO server that a test can cut and mend."""
    with proxy(socketio.url) as tunnel:
        yield tunnel


@pytest.fixture
def listen() -> Iterator[Listen]:
    """Serve WebSockets from the test itself: `listen()`, with options of `websockets`."""
    with ExitStack() as stack:

        def listen(**options: Any) -> ScriptedServer:
            scripted_server = ScriptedServer(**options)
            stack.callback(scripted_server.stop)
            return scripted_server

        yield listen


@pytest.fixture
def still(context: BrowserContext) -> BrowserContext:
    """Stop the clock of all pages, and count their connections."""
    context.clock.install(time=0)
    context.clock.pause_at(1)
    context.add_init_script(COUNT)
    return context
