"""Echo, broadcast and push in a page."""

import re

import pytest
from playwright.sync_api import expect

from harness.pages import Panel, Person, Visit, log_in
from harness.pytest.fixtures import Browse

pytestmark = pytest.mark.any_server

ECHO = [
    ("hello", 5),
    ("", 0),
    ("żółw 🐢", 12),
    ("<b>&amp;</b>", 12),
]


def test_text_is_echoed(visit: Visit) -> None:
    """Text of any kind comes back unchanged."""
    echo = Panel(visit("echo"), "echo")
    for text, _ in ECHO:
        echo.submit("Send text", "Send text", text=text)
    replies = echo.entries("Replies", "text")
    expect(replies).to_have_count(len(ECHO))
    for reply, (text, size) in zip(replies.all(), ECHO, strict=True):
        expect(reply.locator(".text")).to_have_text(text)
        expect(reply).to_have_attribute("data-size", str(size))
        expect(reply).to_have_attribute("data-same", "true")


def test_bytes_are_echoed(visit: Visit) -> None:
    """Bytes come back as bytes, unchanged."""
    echo = Panel(visit("echo"), "echo")
    everything = " ".join(f"{byte:02x}" for byte in range(256))
    for data in ("00 01 ff", "", everything):
        echo.submit("Send bytes", "Send bytes", bytes_in_hexadecimal=data)
    replies = echo.entries("Replies", "binary")
    expect(replies).to_have_count(3)
    for reply, size in zip(replies.all(), (3, 0, 256), strict=True):
        expect(reply).to_have_attribute("data-size", str(size))
        expect(reply).to_have_attribute("data-same", "true")
    expect(replies.first.locator(".text")).to_have_text("00 01 ff")


def test_broadcast_is_shown_in_every_page(visit: Visit) -> None:
    """All pages show the messages of every page, in the same order."""
    pages = [Panel(visit("broadcast"), "broadcast") for _ in range(3)]
    for n, page in enumerate(pages):
        page.submit("Send to everyone", "Send", message=f"from page {n}")
        for other in pages:
            expect(other.entries("Messages to everyone", "message")).to_have_count(n + 1)
    for page in pages:
        texts = page.entries("Messages to everyone").locator(".text")
        expect(texts).to_have_text(["from page 0", "from page 1", "from page 2"])


def test_message_has_the_name_of_the_session(visit: Visit) -> None:
    """After a login, the page's messages have the user's name; after a logout, a guest's name."""
    page = visit("broadcast")
    broadcast = Panel(page, "broadcast")
    log_in(page, "ada")
    broadcast.until("open")
    broadcast.submit("Send to everyone", "Send", message="it is me")
    entries = broadcast.entries("Messages to everyone", "message")
    expect(entries).to_have_attribute("data-from", "ada")
    page.get_by_role("button", name="Log out").click()
    expect(page.locator("#session")).to_have_attribute("data-name", "")
    broadcast.until("open")
    broadcast.submit("Send to everyone", "Send", message="who is it")
    expect(entries).to_have_count(2)
    assert str(entries.last.get_attribute("data-from")).startswith("guest-")


def test_announcement_is_shown_unchanged(visit: Visit, browse: Browse) -> None:
    """An announcement is shown unchanged, and the ticks continue."""
    push = Panel(visit("push"), "push")
    text = 'Tea & "cake" <b>at</b> 5 🫖'
    browse().request("POST", "/api/announcements", {"text": text})
    expect(push.entries("Announcements", "announcement").locator(".text")).to_have_text([text])
    expect(push.root.locator("#tick")).to_have_attribute("data-count", re.compile(r"\d\d"))


def test_announcement_is_shown_to_one_user(visit: Visit, person: Person) -> None:
    """An announcement for one user is shown in all tabs of that user, and nowhere else."""
    ada = person()
    tabs = [visit("push", ada)]
    log_in(tabs[0], "ada")
    tabs.append(visit("push", ada))
    push = Panel(visit("push"), "push")
    for tab in tabs:
        Panel(tab, "push").until("open")
    push.submit("Announce", "Announce", text="for ada", only_to="ada")
    expect(push.form("Announce").get_by_role("status")).to_have_attribute("data-recipients", "2")
    push.submit("Announce", "Announce", text="for all", only_to="")
    expect(push.entries("Announcements").locator(".text")).to_have_text(["for all"])
    for tab in tabs:
        entries = Panel(tab, "push").entries("Announcements")
        expect(entries.locator(".text")).to_have_text(["for ada", "for all"])


def test_job_is_shown_to_its_owner(visit: Visit) -> None:
    """Only the page that started a job shows its steps and its end."""
    owner, other = (Panel(visit("push"), "push") for _ in range(2))
    steps = owner.form("Start a job").get_by_role("spinbutton", name="Steps")
    steps.press("ControlOrMeta+a")  # in Firefox over BiDi, `fill` only adds to a number
    steps.press("4")
    owner.form("Start a job").get_by_role("button", name="Start").click()
    job = owner.root.locator("li[data-job]")
    expect(job).to_have_attribute("data-status", "finished")
    expect(job).to_have_attribute("data-done", "4")
    expect(other.root.locator("li[data-job]")).to_have_count(0)


@pytest.mark.parametrize("scenario", ["echo", "broadcast", "chat", "push"])
def test_buttons_connect_and_disconnect(visit: Visit, browse: Browse, scenario: str) -> None:
    """A scenario connects when it is shown, and its buttons disconnect and connect again."""
    health = browse()
    health.wait_for_connections(0)
    panel = Panel(visit(scenario), scenario)
    health.wait_for_connections(1)
    panel.disconnect()
    health.wait_for_connections(0)
    panel.connect()
    health.wait_for_connections(1)
    expect(panel.connection).to_have_attribute("data-opened", "2")
