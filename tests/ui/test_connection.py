"""Connections that break, and pages that reconnect."""

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from harness.clients import CLIENTS
from harness.pages import Chat, Panel, Person, Visit, log_in
from harness.processes.server import Server
from harness.proxy import Proxy, proxy
from harness.pytest.fixtures import Start
from tests.ui.foreign_page import foreign_page
from tests.ui.page_monitor import PageMonitor

# Raw clients test cuts, missed messages, stops and origins on every server. What a page does then
# is the same on every server: the front end's code.
pytestmark = pytest.mark.any_server

BROKEN = pytest.mark.complains("ERR_", "WebSocket connection to", "a connection to the server at")
"""Parts of the lines that the browser's console shows for failed connections."""


OPEN = """(address) => new Promise((resolve) => {
    const socket = new WebSocket(address);
    socket.onopen = () => resolve("open");
    socket.onerror = () => resolve("rejected");
})"""


@pytest.fixture
def own(start: Start) -> Server:
    """A server for this test only: a page that is cut off during long polling leaves a ghost."""
    return start()


@pytest.fixture
def tunnel(own: Server) -> Iterator[Proxy]:
    """A proxy to that server, which the test can cut."""
    with proxy(own.url) as tunnel:
        yield tunnel


@BROKEN
def test_page_catches_up_after_a_cut(visit: Visit, own: Server, tunnel: Proxy, room: str) -> None:
    """A page that was cut off shows the messages that it missed, once and in order."""
    ada = Chat(visit("chat", url=own.url)).join(room, "ada")
    bob = Chat(visit("chat", url=tunnel.url)).join(room, "bob")
    ada.say("before")
    expect(bob.texts()).to_have_text(["before"])
    tunnel.cut()
    bob.until("rejoining")
    ada.expect_members("ada")
    for n in range(3):
        ada.say(f"meanwhile {n}")
    tunnel.mend()
    bob.until("joined")
    ada.expect_members("ada", "bob")
    ada.say("after")
    everything = ["before", "meanwhile 0", "meanwhile 1", "meanwhile 2", "after"]
    expect(bob.texts()).to_have_text(everything)
    expect(ada.texts()).to_have_text(everything)


@BROKEN
def test_page_sends_queued_messages_after_a_cut(visit: Visit, tunnel: Proxy) -> None:
    """A message that is written without a connection is sent once, after the page reconnects."""
    broadcast = Panel(visit("broadcast", url=tunnel.url), "broadcast")
    for n in range(1, 4):
        tunnel.cut()
        broadcast.until("waiting")
        broadcast.submit("Send to everyone", "Send", message=f"life {n}")
        tunnel.mend()
        expect(broadcast.entries("Messages to everyone", "message")).to_have_count(n)


@BROKEN
def test_page_rejoins_after_a_restart(visit: Visit, start: Start, room: str) -> None:
    """After a restart of the server the page rejoins its rooms and shows the gap."""
    server = start(SECRET_KEY="same")
    with proxy(server.url) as address:  # a stopped server's port may be taken
        page = visit("chat", url=address.url)
        log_in(page, "ada")
        chat = Chat(page)
        first, second = chat.join(room), chat.join(f"{room}-2")
        second.say("before")
        server.stop()
        second.until("rejoining")
        address.point_to(start(SECRET_KEY="same").url)
        for joined in (first, second):
            joined.until("joined")
            joined.expect_members("ada")
        second.say("after")
        expect(second.texts()).to_have_text(["before", "after"])


@BROKEN
def test_page_of_another_site_is_rejected(
    person: Person, start: Start, page_monitor: PageMonitor
) -> None:
    """A page of another origin gets no connection, unless its origin is allowed."""
    with foreign_page() as friend, foreign_page() as foe:
        server = start(ALLOWED_ORIGINS=friend)
        page_monitor.homes |= {urlsplit(url).netloc for url in (friend, foe, server.url)}
        path = CLIENTS[server.manifest.protocol].path.format(scenario="echo")
        address = server.url.replace("http", "ws", 1) + path
        outcomes = []
        for origin in (friend, foe):
            page = person().new_page()
            page.goto(origin)
            outcomes.append(page.evaluate(OPEN, address))
            page.close()
        assert outcomes == ["open", "rejected"]
