"""The browser in which tests open pages. These fixtures replace pytest-playwright's."""

from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserType, expect

from ..browsers import NoBrowserError, launch
from .report import REPORT

expect.set_options(timeout=20_000)


@pytest.fixture(scope="session")
def browser(
    pytestconfig: pytest.Config, browser_type: BrowserType, browser_type_launch_args: dict[str, Any]
) -> Iterator[Browser]:
    """One browser for all tests of a run; the report says which one was found."""
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
    """Replace pytest-base-url's fixture, which uses a deprecated feature of pytest.

    Each server has its own base URL.
    """


@pytest.fixture(scope="session")
def _pw_artifacts_folder(tmp_path_factory: pytest.TempPathFactory) -> SimpleNamespace:
    """Keep screenshots and traces in pytest's temporary folder.

    pytest keeps this folder for its last three runs. pytest-playwright creates another folder and
    removes it when pytest ends, but a worker of pytest-xdist ends earlier, with a ResourceWarning.
    """
    return SimpleNamespace(name=str(tmp_path_factory.mktemp("playwright")))
