"""Finds a browser for the tests: an installed one, Playwright's, or one that needs no root.

To choose a browser, set ROSETTA_CHROMIUM or ROSETTA_FIREFOX to the path of its program.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserType, Error

from . import from_npm

CHROMIUM_NAMES = (
    *("google-chrome", "google-chrome-stable", "chromium", "chromium-browser", "chrome"),
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)
FIREFOX_NAMES = ("firefox", "firefox-esr")
DOWNLOAD_SECONDS = 300


class NoBrowserError(Exception):
    """No browser could be found or installed; the message says what to do."""


@dataclass(frozen=True)
class Candidate:
    """A browser that may work: where it comes from, and Playwright's options to launch it."""

    found: str
    options: dict[str, Any] = field(default_factory=dict)


def launch(browser_type: BrowserType, options: dict[str, Any]) -> tuple[Browser, str]:
    """Launch the first browser that works; return it and where it comes from."""
    name = browser_type.name
    for candidate in candidates(browser_type):
        try:
            return browser_type.launch(**options, **candidate.options), candidate.found
        except Error:
            continue  # the program exists, but a library that it needs does not
    raise NoBrowserError(f"No {name} runs here, and none could be downloaded. Please install one.")


def candidates(browser_type: BrowserType) -> Iterator[Candidate]:
    """Yield the browsers that may work, the best first. A download starts only when it is next."""
    if chosen := os.environ.get(f"ROSETTA_{browser_type.name.upper()}"):
        yield Candidate(f"{chosen}, chosen", {"executable_path": chosen})
    elif browser_type.name == "chromium":
        yield from _installed(CHROMIUM_NAMES)
        if from_npm.is_unpacked():  # Playwright's could not be downloaded earlier
            yield from _chromium_from_npm()
        yield from _playwrights_own(browser_type)
        yield from _chromium_from_npm()
    else:
        yield from _playwrights_own(browser_type)
        # Playwright drives its own Firefox with a private protocol, and any other with BiDi.
        yield from _installed(FIREFOX_NAMES, channel="moz-firefox")


def _installed(names: tuple[str, ...], **options: str) -> Iterator[Candidate]:
    for name in names:
        if path := shutil.which(name):
            yield Candidate(f"{path}, installed", {"executable_path": path, **options})


def _playwrights_own(browser_type: BrowserType) -> Iterator[Candidate]:
    path = Path(browser_type.executable_path)
    if not path.exists():
        command = [sys.executable, "-m", "playwright", "install", browser_type.name]
        try:
            subprocess.run(command, timeout=DOWNLOAD_SECONDS, check=True, capture_output=True)
        except (subprocess.CalledProcessError, subprocess.TimeoutExpired):
            return
    yield Candidate(f"{path}, Playwright's own")


def _chromium_from_npm() -> Iterator[Candidate]:
    if options := from_npm.install():
        yield Candidate(f"{options['executable_path']}, from npm", options)
