"""The fixtures of the browser suite: browser contexts, and the pages in them."""

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import BrowserContext, Page
from pytest_playwright.pytest_playwright import CreateContextCallback

from harness.pages import Panel, Person, Visit
from harness.processes.server import Server
from tests.ui.page_monitor import PageMonitor


@pytest.fixture(autouse=True)
def home(server: Server) -> Server:
    """Set up the server before any page: its teardown, which counts connections, must run last."""
    return server


@pytest.fixture
def page_monitor(request: pytest.FixtureRequest) -> Iterator[PageMonitor]:
    """Check that messages follow the contract, and pages log no errors and use no other host."""
    page_monitor = PageMonitor()
    yield page_monitor
    marker = request.node.get_closest_marker("complains")
    page_monitor.check(marker.args if marker else ())


@pytest.fixture
def person(server: Server, page_monitor: PageMonitor, new_context: CreateContextCallback) -> Person:
    """Open a browser context with its own cookies: `person()`."""

    def person() -> BrowserContext:
        context = new_context()
        page_monitor.watch(context)
        return context

    return person


@pytest.fixture
def visit(server: Server, page_monitor: PageMonitor, person: Person) -> Visit:
    """Open the page at a scenario: `visit("chat")`, or in another tab: `visit("chat", ada)`."""

    def visit(
        scenario: str,
        who: BrowserContext | None = None,
        *,
        url: str = "",
        transport: str = "",
    ) -> Page:
        url = url or server.url
        page_monitor.homes.add(urlsplit(url).netloc)
        page = (who or person()).new_page()
        page.goto(f"{url}/{f'?transport={transport}' if transport else ''}#{scenario}")
        # Socket.IO begins with long polling. A page that is closed before the upgrade does not tell
        # the server.
        Panel(page, scenario).until_open(transport or "websocket")
        return page

    return visit
