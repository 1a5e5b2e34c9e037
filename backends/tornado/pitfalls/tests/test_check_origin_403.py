"""A page from another port."""

from urllib.parse import urljoin

import pytest
from playwright.sync_api import BrowserContext
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect
from websockets.typing import Origin

from harness.pytest.pitfalls import RunSide


def test_broken_rejects_another_port(run_side: RunSide) -> None:
    """The handshake gets 403, and only the wire shows why."""
    broken = run_side("broken")
    close = broken.expect("client", kind="close")
    assert close.text == "close 1006"
    broken.expect("wire", "403 Forbidden Cross origin websockets not allowed", "response")
    broken.expect("server", "403 GET /ws")
    broken.expect("client", kind="done")
    assert broken.seen("client", kind="open") == []


def test_fixed_accepts_the_front_end(run_side: RunSide, context: BrowserContext) -> None:
    """The page and the listed origin get their echo; an unknown origin gets 403."""
    fixed = run_side("fixed")
    fixed.expect("client", "hello", "message")
    fixed.expect("client", kind="done")
    (page,) = context.pages
    info = context.request.get(urljoin(page.url, "info.json")).json()
    url = f"{info['server'].replace('http', 'ws')}/ws"
    with connect(url, origin=Origin("https://www.example.com")) as trusted:
        trusted.send("hello")
        assert trusted.recv() == "hello"
    stranger = Origin("https://localhost.example.com")
    with pytest.raises(InvalidStatus, match="HTTP 403"), connect(url, origin=stranger):
        pass
