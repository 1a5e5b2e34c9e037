"""A page from another port."""

from urllib.parse import urljoin

import pytest
from playwright.sync_api import BrowserContext
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect
from websockets.typing import Origin

from harness.pytest.pitfalls import RunSide


def test_should_refuse_another_port(run_side: RunSide) -> None:
    """The reason is on the wire only."""
    broken = run_side("broken")
    close = broken.expect("client", kind="close")
    assert close.text == "close 1006"
    broken.expect("wire", "403 Forbidden Cross origin websockets not allowed", "response")
    broken.expect("server", "403 GET /ws")
    broken.expect("client", kind="done")
    assert broken.seen("client", kind="open") == []


def test_should_let_the_front_end_in(run_side: RunSide, context: BrowserContext) -> None:
    """Its page gets its echo, as those that are named; a stranger does not."""
    fixed = run_side("fixed")
    fixed.expect("client", "hello", "message")
    fixed.expect("client", kind="done")
    (page,) = context.pages
    info = context.request.get(urljoin(page.url, "info.json")).json()
    url = f"{info['server'].replace('http', 'ws')}/ws"
    with connect(url, origin=Origin("https://www.example.com")) as named:
        named.send("hello")
        assert named.recv() == "hello"
    stranger = Origin("https://localhost.example.com")
    with pytest.raises(InvalidStatus, match="HTTP 403"), connect(url, origin=stranger):
        pass
