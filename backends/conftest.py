"""The fixtures of the tests of snippets and pitfalls, and the browser that pages are opened in."""

from harness.browser_fixtures import base_url, browser
from harness.pitfalls.fixtures import pitfall, play
from harness.snippet_fixtures import dial, dial_socketio, open_page, serve, valkey

__all__ = [
    "base_url",
    "browser",
    "dial",
    "dial_socketio",
    "open_page",
    "pitfall",
    "play",
    "serve",
    "valkey",
]
