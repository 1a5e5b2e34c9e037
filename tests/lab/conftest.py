"""The fixtures of the lab's tests: a running lab, and a page that shows it."""

import contextlib
import http.client
from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import BrowserContext, Page

from harness.lab.catalogue import catalogue
from harness.lab.run import Run
from harness.lab.timeline import TIMEOUT
from harness.processes.program import Listener


@pytest.fixture(scope="session")
def lab() -> Iterator[Listener]:
    """The lab on a free port, as `python3 run.py pitfalls` starts it."""
    running = Listener("the lab", "harness", ["-m", "harness.lab", "--port", "0"])
    yield running
    assert running.stop() == 0
    assert [line for line in running.log if line.startswith("Traceback")] == []


@pytest.fixture
def ask() -> Callable[..., int]:
    """Request a path exactly as given, which a browser would normalise, and return the status."""

    def ask(url: str, path: str, method: str = "GET", **headers: str) -> int:
        connection = http.client.HTTPConnection(urlsplit(url).netloc, timeout=TIMEOUT)
        with contextlib.closing(connection):
            connection.request(method, path, headers=headers)
            return connection.getresponse().status

    return ask


@pytest.fixture
def run() -> Iterator[Run]:
    """One side of a pitfall, with its recording proxy."""
    run = Run({pitfall.key: pitfall for pitfall in catalogue()}["tornado/blocking_call"], "fixed")
    yield run.wait_until_ready()
    run.stop()


@pytest.fixture
def open_lab(lab: Listener, context: BrowserContext) -> Iterator[Page]:
    """A page that shows the lab; its console must have no errors."""
    complaints: list[str] = []
    context.on("weberror", lambda error: complaints.append(str(error.error)))
    page = context.new_page()
    page.on("console", lambda line: complaints.append(line.text) if line.type == "error" else None)
    page.goto(f"http://127.0.0.1:{lab.port}/")
    page.locator("html[data-ready]").wait_for()
    yield page
    page.close()
    assert complaints == []
