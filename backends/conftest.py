"""The fixtures of the snippets' tests, and the browser that their pages are opened in."""

from harness.browser_fixtures import base_url, browser
from harness.snippet_fixtures import dial, dial_socketio, open_page, serve, valkey

__all__ = ["base_url", "browser", "dial", "dial_socketio", "open_page", "serve", "valkey"]
