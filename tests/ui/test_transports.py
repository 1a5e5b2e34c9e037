"""Socket.IO limited to one of its transports.

A page on long polling does not tell the server that it is closed: its connection ends a heartbeat
later. So these tests disconnect, or start their own server.
"""

import re

import pytest
from playwright.sync_api import expect

from harness.pages import Chat, Panel, Visit, log_in
from harness.proxy import proxy
from harness.pytest.fixtures import Start

pytestmark = [
    pytest.mark.protocol("socketio"),
    # On every server, the chat's test upgrades to WebSocket, and raw clients use only WebSocket.
    pytest.mark.parametrize(
        "transport", [pytest.param("websocket", marks=pytest.mark.any_server), "polling"]
    ),
]


def test_page_keeps_to_the_transport(visit: Visit, transport: str) -> None:
    """A page that is limited to one transport uses no other."""
    echo = Panel(visit("echo", transport=transport), "echo")
    echo.submit("Send text", "Send text", text="hello")
    expect(echo.entries("Replies", "text")).to_have_attribute("data-same", "true")
    echo.submit("Send bytes", "Send bytes", bytes_in_hexadecimal="00 ff")
    expect(echo.entries("Replies", "binary")).to_have_attribute("data-same", "true")
    expect(echo.connection).to_have_attribute("data-transport", transport)
    echo.disconnect()


def test_pages_on_different_transports_chat(visit: Visit, room: str, transport: str) -> None:
    """Pages on different transports chat in the same room."""
    chat = Chat(visit("chat", transport=transport))
    ada = chat.join(room, "ada")
    bob = Chat(visit("chat")).join(room, "bob")
    for n in range(5):
        ada.say(f"{n}")
    bob.say("psst", to="ada")
    expect(bob.texts()).to_have_text(["0", "1", "2", "3", "4"])
    expect(ada.texts()).to_have_text(["0", "1", "2", "3", "4"])
    expect(ada.texts("whispered")).to_have_text(["psst"])
    chat.disconnect()


def test_ticks_arrive(visit: Visit, transport: str) -> None:
    """Ticks arrive over either transport."""
    page = visit("push", transport=transport)
    expect(page.locator("#tick")).to_have_attribute("data-count", re.compile(r"\d\d"))
    Panel(page, "push").disconnect()


@pytest.mark.complains("ERR_", "WebSocket connection to", "400", "a connection to the server at")
def test_page_catches_up_after_a_cut(visit: Visit, start: Start, room: str, transport: str) -> None:
    """A page that was cut off shows the messages that it missed."""
    server = start()
    ada = Chat(visit("chat", url=server.url)).join(room, "ada")
    with proxy(server.url) as tunnel:
        page = visit("chat", url=tunnel.url, transport=transport)
        log_in(page, "bob")  # else the name is taken until the old connection ends
        bob = Chat(page).join(room)
        tunnel.cut()
        bob.until("rejoining")
        ada.say("meanwhile")
        tunnel.mend()
        expect(bob.texts()).to_have_text(["meanwhile"])
