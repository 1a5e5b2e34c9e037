"""Take the screenshots of the workbench: `nox -s screenshots`.

Starts a demo server, opens two pages in a browser, and lets two people chat.
"""

import re
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser, Page, ViewportSize, expect, sync_playwright

from backends.shared import manifest
from harness.browsers import launch
from harness.processes.server import Server

IMAGES = Path(__file__).parents[1] / "images"
SIZE: ViewportSize = {"width": 1280, "height": 720}
PICTURES: dict[Literal["light", "dark"], str] = {
    "light": "workbench.png",
    "dark": "workbench-dark.png",
}
ROOM = "lobby"


def open_page(browser: Browser, url: str, name: str) -> Page:
    """Open the chat, log in and join the room."""
    page = browser.new_context(viewport=SIZE).new_page()
    page.goto(f"{url}/#chat")
    session = page.get_by_role("form", name="Session")
    session.get_by_role("textbox", name="Name").fill(name)
    session.get_by_role("button", name="Log in").click()
    expect(page.locator(f"#session[data-name={name}]")).to_be_visible()
    expect(page.locator("#connection-chat[data-state=open]")).to_be_visible()
    join = page.get_by_role("form", name="Join a room")
    join.get_by_role("textbox", name="Room").fill(ROOM)
    join.get_by_role("button", name="Join").click()
    expect(page.locator(f"[data-room={ROOM}][data-status=joined]")).to_be_visible()
    return page


def say(page: Page, text: str, to: str = "") -> None:
    """Write to the room, or to one member, and wait until the message appears."""
    form = page.get_by_role("form", name=f"Write to {ROOM}")
    form.get_by_role("combobox", name="To").select_option(to)
    form.get_by_role("textbox", name="Message").fill(text)
    form.get_by_role("button", name="Send").click()
    expect(page.get_by_role("log", name=f"Messages in {ROOM}")).to_contain_text(text)


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
            ada = open_page(browser, server.url, "ada")
            grace = open_page(browser, server.url, "grace")
            say(ada, "Hello! Is this the same application on every library?")
            say(grace, "Every backend has the same rooms. Only the library differs.")
            say(ada, "And if my connection breaks?")
            say(grace, "You come back with the last number you have seen.")
            say(grace, "The wire inspector shows it.", to="ada")
            messages = ada.get_by_role("log", name=f"Messages in {ROOM}").locator("li")
            expect(messages.last).to_have_attribute("data-kind", "whispered")
            measure(ada)
            for scheme, name in PICTURES.items():
                ada.emulate_media(color_scheme=scheme)
                ada.screenshot(path=IMAGES / name, animations="disabled")
            browser.close()
    finally:
        server.stop()


if __name__ == "__main__":
    main()
