"""Take the screenshots of the workbench: `python3 run.py screenshots`.

Starts a demo server, opens two pages in a browser, and lets two people chat.
"""

import re
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser, Page, ViewportSize, expect, sync_playwright

from backends.shared import manifest
from harness.browsers import launch
from harness.pages import Chat, Room, log_in
from harness.processes.server import Server

IMAGES = Path(__file__).parents[1] / "images"
SIZE: ViewportSize = {"width": 1280, "height": 720}
PICTURES: dict[Literal["light", "dark"], str] = {
    "light": "workbench.png",
    "dark": "workbench-dark.png",
}
ROOM = "lobby"


def open_room(browser: Browser, url: str, name: str) -> Room:
    """Open the chat in a new window, log in and join the room."""
    page = browser.new_context(viewport=SIZE).new_page()
    page.goto(f"{url}/#chat")
    log_in(page, name)
    chat = Chat(page)
    chat.until("open")
    return chat.join(ROOM)


def say(room: Room, text: str, to: str = "") -> None:
    """Write to the room, or to one member, and wait until the page shows it."""
    room.say(text, to)
    expect(room.texts("whisper-sent" if to else "said").last).to_have_text(text)


def measure(page: Page) -> None:
    """Draw the chart of round-trip times; show only chat in the wire inspector."""
    page.get_by_role("combobox", name="Show").select_option("chat")
    button = page.get_by_role("button", name="Measure")
    button.click()
    samples = re.compile(r"^[4-9]\d$")
    expect(page.locator("#latency")).to_have_attribute("data-samples", samples, timeout=10_000)
    button.click()


def main() -> None:
    """Show one conversation, and take a screenshot in light and in dark mode."""
    backend = manifest.find("tornado")
    server = Server(backend, backend.server())
    server.wait_until_ready()
    try:
        with sync_playwright() as playwright:
            browser, _ = launch(playwright.chromium, {})
            ada = open_room(browser, server.url, "ada")
            grace = open_room(browser, server.url, "grace")
            say(ada, "Hello! Is this the same application on every library?")
            say(grace, "Every backend has the same rooms. Only the library differs.")
            say(ada, "And if my connection breaks?")
            say(grace, "You come back with the last number you have seen.")
            say(grace, "The wire inspector shows it.", to="ada")
            expect(ada.texts("whispered")).to_have_count(1)
            page = ada.chat.page
            measure(page)
            for scheme, name in PICTURES.items():
                page.emulate_media(color_scheme=scheme)
                page.screenshot(path=IMAGES / name, animations="disabled")
            browser.close()
    finally:
        server.stop()


if __name__ == "__main__":
    main()
