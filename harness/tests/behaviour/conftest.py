"""The fixtures of the browser suite: people, and the pages that they visit."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, BrowserType, Page, expect
from pytest_playwright.pytest_playwright import CreateContextCallback

from harness.browser import NoBrowserError, launch
from harness.pages import Panel, Person, Visit
from harness.report import REPORT
from harness.server import Server
from harness.witness import Witness

expect.set_options(timeout=20_000)


@pytest.fixture(scope="session")
def browser(
    pytestconfig: pytest.Config, browser_type: BrowserType, browser_type_launch_args: dict[str, Any]
) -> Iterator[Browser]:
    """The browser that was found; the end of the report says which."""
    try:
        browser, found = launch(browser_type, browser_type_launch_args)
    except NoBrowserError as error:
        pytest.exit(str(error), returncode=1)
    found = f"{browser_type.name} {browser.version} ({found})"
    pytestconfig.stash[REPORT].browsers.append(found)
    yield browser
    browser.close()


@pytest.fixture(scope="session")
def base_url() -> None:
    """Each server has its own; and the plugin's fixture does what pytest deprecates."""


@pytest.fixture
def witness(request: pytest.FixtureRequest) -> Iterator[Witness]:
    """See that every message keeps the contract, and no page complains or speaks to strangers."""
    witness = Witness()
    yield witness
    marker = request.node.get_closest_marker("complains")
    witness.check(marker.args if marker else ())


@pytest.fixture
def person(witness: Witness, new_context: CreateContextCallback) -> Person:
    """Be somebody with a browser of their own: cookies are not shared."""

    def person() -> BrowserContext:
        context = new_context()
        witness.watch(context)
        return context

    return person


@pytest.fixture
def visit(server: Server, witness: Witness, person: Person) -> Visit:
    """Open the page at a scenario: `visit("chat")`, or in another tab: `visit("chat", ada)`."""

    def visit(
        scenario: str,
        who: BrowserContext | None = None,
        *,
        url: str = server.url,
        transport: str = "",
    ) -> Page:
        witness.homes.add(urlsplit(url).netloc)
        page = (who or person()).new_page()
        page.goto(f"{url}/{f'?transport={transport}' if transport else ''}#{scenario}")
        Panel(page, scenario).until("open")
        return page

    return visit
