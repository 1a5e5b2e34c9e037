"""Find a browser for the tests: an installed one, Playwright's own, or one that needs no root.

`ROSETTA_CHROMIUM=/path/to/it`, or `ROSETTA_FIREFOX`, names the one that is to be used.
"""

import argparse
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserType, Error, sync_playwright

from backends.shared.manifest import BROWSERS, ROOT

CHROMIUM_NAMES = ("google-chrome", "google-chrome-stable", "chromium", "chromium-browser", "chrome")
FIREFOX_NAMES = ("firefox", "firefox-esr")
USUAL_PLACES = {
    "darwin": ("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",),
    "win32": (
        r"C:\Program Files\Google\Chrome\Application\chrome.exe",
        r"C:\Program Files (x86)\Google\Chrome\Application\chrome.exe",
        r"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
    ),
}
DOWNLOAD_SECONDS = 300
NPM_PACKAGE = Path(__file__).parent / "chromium"
NPM_HOME = ROOT / ".nox" / "chromium"
UNPACKED = NPM_HOME / "unpacked"
FONTS_FILE = UNPACKED / "fonts.conf"
FONTS = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
  <dir>{unpacked}/fonts</dir>
  <cachedir>{unpacked}/fonts-cache</cachedir>
</fontconfig>
"""
"""The machine's fonts, if it has any, and those of the package: without a font Chromium crashes."""


class NoBrowserError(Exception):
    """No browser could be found or installed; the message says what would help."""


@dataclass(frozen=True)
class Candidate:
    """A browser that may be there: where it is from, and how Playwright is to launch it."""

    found: str
    options: dict[str, Any] = field(default_factory=dict)


def launch(browser_type: BrowserType, options: dict[str, Any]) -> tuple[Browser, str]:
    """Launch the first browser that can be had; return it and where it is from."""
    name = browser_type.name
    for candidate in candidates(browser_type):
        try:
            return browser_type.launch(**options, **candidate.options), candidate.found
        except Error:
            continue  # It is there, but libraries that it needs are not.
    raise NoBrowserError(f"no {name} runs here and none could be downloaded; please install one")


def candidates(browser_type: BrowserType) -> Iterator[Candidate]:
    """Yield what may work, the best first; what costs a download is tried only when asked for."""
    if chosen := os.environ.get(f"ROSETTA_{browser_type.name.upper()}"):
        yield Candidate(f"{chosen}, chosen", {"executable_path": chosen})
    elif browser_type.name == "chromium":
        yield from _installed_chromium()
        if FONTS_FILE.exists():  # unpacked, as Playwright's own could not be downloaded
            yield from _chromium_from_npm()
        yield from _playwrights_own(browser_type)
        yield from _chromium_from_npm()
    else:
        yield from _playwrights_own(browser_type)
        yield from _installed_firefox(browser_type)


def _installed_chromium() -> Iterator[Candidate]:
    for name in (*CHROMIUM_NAMES, *USUAL_PLACES.get(sys.platform, ())):
        if path := shutil.which(name):
            yield Candidate(f"{path}, installed", {"executable_path": path})


def _installed_firefox(browser_type: BrowserType) -> Iterator[Candidate]:
    for name in FIREFOX_NAMES if browser_type.name == "firefox" else ():
        if path := shutil.which(name):
            # Playwright drives its own Firefox by a protocol that no other has; this by BiDi.
            options = {"executable_path": path, "channel": "moz-firefox"}
            yield Candidate(f"{path}, installed", options)


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
    """Install @sparticuz/chromium, which brings along the libraries that it needs."""
    npm, node = shutil.which("npm"), shutil.which("node")
    if sys.platform != "linux" or npm is None or node is None:
        return
    if not (NPM_HOME / "node_modules").exists():
        shutil.copytree(NPM_PACKAGE, NPM_HOME, dirs_exist_ok=True)
        install = [npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
        if subprocess.run(install, cwd=NPM_HOME, check=False, capture_output=True).returncode:
            return
    path = UNPACKED / "chromium"
    if not FONTS_FILE.exists():
        UNPACKED.mkdir(exist_ok=True)
        script = "import('@sparticuz/chromium').then((it) => it.default.executablePath())"
        # It unpacks into the temporary folder, and its libraries only where it thinks it is on
        # Lambda.
        environ = {**os.environ, "TMPDIR": str(UNPACKED), "AWS_LAMBDA_JS_RUNTIME": "nodejs22.x"}
        subprocess.run([node, "-e", script], cwd=NPM_HOME, env=environ, check=True)
        FONTS_FILE.write_text(FONTS.format(unpacked=UNPACKED), encoding="utf-8")
    libraries = {
        "LD_LIBRARY_PATH": str(UNPACKED / "al2023" / "lib"),
        "FONTCONFIG_FILE": str(FONTS_FILE),
    }
    options = {"executable_path": path, "env": {**os.environ, **libraries}}
    yield Candidate(f"{path}, from npm", options)


def main() -> None:
    """Find or install a browser, once, before test runs that go side by side look for it."""
    parser = argparse.ArgumentParser(prog="python -m harness.browser", description=__doc__)
    parser.add_argument("--browser", choices=BROWSERS, default=BROWSERS[0])
    name = parser.parse_known_args()[0].browser  # pytest's options stand beside it
    with sync_playwright() as playwright:
        try:
            browser, found = launch(getattr(playwright, name), {})
        except NoBrowserError as error:
            sys.exit(str(error))
        print(f"{name} {browser.version} ({found})")
        browser.close()


if __name__ == "__main__":
    main()
