"""The fixtures of the browser snippets' tests: the browser, and a page with a module in it."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page

from harness.browser_fixtures import base_url, browser
from harness.snippet_fixtures import fulfil, vendored

__all__ = ["base_url", "browser", "load_module"]

FOLDER = Path(__file__).parents[1]
PAGE = """<!doctype html><meta charset="utf-8"><title>A page</title><script type="importmap">
{"imports": {"socket.io-client": "/socket.io-client.js", "snippet": "/snippet.js"}}
</script><script type="module">window.snippet = await import("snippet"); loaded = true</script>"""

LoadModule = Callable[[str, str], Page]


@pytest.fixture
def load_module(context: BrowserContext) -> LoadModule:
    """Open a page of a server's origin with a snippet in it, as `window.snippet`.

    `load_module("native/queue", "http://127.0.0.1:8000")`: no such page is asked of the server.
    """

    def load_module(name: str, url: str) -> Page:
        page = context.new_page()
        module = FOLDER / f"{name}.js"
        page.route(f"{url}/snippet.js", lambda route: fulfil(route, module, "text/javascript"))
        page.route(
            f"{url}/socket.io-client.js", lambda route: fulfil(route, vendored(), "text/javascript")
        )
        page.route(f"{url}/", lambda route: route.fulfill(body=PAGE, content_type="text/html"))
        page.goto(f"{url}/")
        page.wait_for_function("window.loaded")
        return page

    return load_module
