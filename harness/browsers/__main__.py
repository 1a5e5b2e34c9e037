"""Finds or installs a browser once, before several test runs look for one at the same time."""

import argparse
import sys

from playwright.sync_api import sync_playwright

from backends.shared.manifest import BROWSERS

from . import NoBrowserError, launch


def main() -> None:
    """Print which browser was found."""
    parser = argparse.ArgumentParser(prog="python3 run.py browser", description=__doc__)
    parser.add_argument("--browser", choices=BROWSERS, default=BROWSERS[0])
    name = parser.parse_known_args()[0].browser  # among pytest's options
    with sync_playwright() as playwright:
        try:
            browser, found = launch(getattr(playwright, name), {})
        except NoBrowserError as error:
            sys.exit(str(error))
        print(f"{name} {browser.version} ({found})")
        browser.close()


if __name__ == "__main__":
    main()
