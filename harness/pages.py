"""What users do on the workbench page, for tests and screenshots.

Elements are found by the roles and names that frontend/SELECTORS.md lists.
"""

from typing import Protocol

from playwright.sync_api import BrowserContext, Locator, Page, expect


def until(locator: Locator) -> None:
    """Wait until the element exists. `expect` polls at intervals; this returns without delay."""
    locator.first.wait_for(state="attached")


class Panel:
    """A scenario's part of the page."""

    def __init__(self, page: Page, scenario: str) -> None:
        self.page = page
        self.root = page.locator(f"#panel-{scenario}")
        self.connection = page.locator(f"#connection-{scenario}")

    def until(self, state: str) -> None:
        """Wait until the connection is in this state."""
        until(self.connection.and_(self.page.locator(f'[data-state="{state}"]')))

    def until_open(self, transport: str) -> None:
        """Wait until the connection is open over this transport."""
        attributes = f'[data-state="open"][data-transport="{transport}"]'
        until(self.connection.and_(self.page.locator(attributes)))

    def form(self, name: str) -> Locator:
        """Return the form of this name."""
        return self.root.get_by_role("form", name=name, exact=True)

    def submit(self, form: str, button: str, **fields: str) -> None:
        """Fill in a form's fields, by their labels, and press its button."""
        for label, value in fields.items():
            name = label.replace("_", " ").capitalize()
            self.form(form).get_by_role("textbox", name=name, exact=True).fill(value)
        self.form(form).get_by_role("button", name=button, exact=True).click()

    def entries(self, log: str, kind: str = "") -> Locator:
        """Return the entries of a log, optionally of one kind."""
        selector = f'li[data-kind="{kind}"]' if kind else "li"
        return self.root.get_by_role("log", name=log, exact=True).locator(selector)

    def disconnect(self) -> None:
        """End this scenario's connection."""
        self.connection.get_by_role("button", name="Disconnect").click()
        self.until("closed")

    def connect(self) -> None:
        """Reopen this scenario's connection."""
        self.connection.get_by_role("button", name="Connect").click()
        self.until("open")


class Chat(Panel):
    """The chat."""

    def __init__(self, page: Page) -> None:
        super().__init__(page, "chat")

    def join(self, room: str, name: str = "") -> "Room":
        """Join a room and wait until it is joined."""
        fields = {"Room": room} | ({"Your name": name} if name else {})
        form = self.form("Join a room")
        for label, value in fields.items():
            form.get_by_role("textbox", name=label, exact=True).fill(value)
        form.get_by_role("button", name="Join", exact=True).click()
        joined = Room(self, room)
        joined.until("joined")
        return joined


class Room:
    """One room of a page's chat."""

    def __init__(self, chat: Chat, name: str) -> None:
        self.chat = chat
        self.name = name
        self.section = chat.root.locator(f'section[data-room="{name}"]')
        self.members = self.section.locator("li[data-member]")

    def until(self, status: str) -> None:
        """Wait until the room has this status."""
        until(self.section.and_(self.chat.page.locator(f'[data-status="{status}"]')))

    def say(self, text: str, to: str = "") -> None:
        """Write to the room, or to one member."""
        form = self.section.get_by_role("form", name=f"Write to {self.name}")
        form.get_by_role("combobox", name="To").select_option(to)
        form.get_by_role("textbox", name="Message").fill(text)
        form.get_by_role("button", name="Send").click()
        expect(form.get_by_role("textbox", name="Message")).to_have_value("")

    def texts(self, kind: str = "said") -> Locator:
        """Return the texts of all entries of a kind."""
        # By attribute: a room that is not selected is hidden, and hidden elements have no role.
        return self.section.locator(f'[role="log"] li[data-kind="{kind}"] .text')

    def expect_members(self, *names: str) -> None:
        """Wait until the room has exactly these members."""
        expect(self.members).to_have_count(len(names))
        for member, name in zip(self.members.all(), sorted(names), strict=True):
            expect(member).to_have_attribute("data-member", name)


def log_in(page: Page, name: str) -> None:
    """Log in and wait until the page shows it."""
    form = page.get_by_role("form", name="Session")
    form.get_by_role("textbox", name="Name").fill(name)
    form.get_by_role("button", name="Log in").click()
    until(page.locator(f'#session[data-name="{name}"]'))


class Person(Protocol):
    """The fixture `person`."""

    def __call__(self) -> BrowserContext:
        """Return a browser context with its own cookies."""


class Visit(Protocol):
    """The fixture `visit`."""

    def __call__(
        self,
        scenario: str,
        who: BrowserContext | None = None,
        *,
        url: str = "",
        transport: str = "",
    ) -> Page:
        """Open the page at a scenario, and wait until it is connected."""
