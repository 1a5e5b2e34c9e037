"""The fixtures of the lab's tests: a lab as its users start it, and a page in it."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import BrowserContext, Page

from harness.program import Listener


@pytest.fixture(scope="session")
def lab() -> Iterator[Listener]:
    """The lab, as `nox -s pitfalls` starts it, on a free port."""
    running = Listener("the lab", "harness", ["-m", "harness.pitfalls", "--port", "0"])
    yield running
    assert running.stop() == 0
    assert [line for line in running.log if line.startswith("Traceback")] == []


@pytest.fixture
def open_lab(lab: Listener, context: BrowserContext) -> Iterator[Page]:
    """A page with the lab in it, which complains of nothing."""
    complaints: list[str] = []
    context.on("weberror", lambda error: complaints.append(str(error.error)))
    page = context.new_page()
    page.on("console", lambda line: complaints.append(line.text) if line.type == "error" else None)
    page.goto(f"http://127.0.0.1:{lab.port}/")
    page.locator("html[data-ready]").wait_for()
    yield page
    page.close()
    assert complaints == []
