"""The browser that pages are opened in, one for all the suites of a run.

A conftest.py goes before pytest-playwright's own fixtures of these names, a plugin does not.
"""

from collections.abc import Iterator
from typing import Any

import hypothesis
import pytest
from playwright.sync_api import Browser, BrowserType, expect

from harness.browsers import NoBrowserError, launch
from harness.pytest.report import REPORT

expect.set_options(timeout=20_000)

# Time limits for generated examples would fail on a busy machine.
hypothesis.settings.register_profile(
    "unhurried", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.load_profile("unhurried")


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
