"""The fixtures of the tests of snippets and pitfalls."""

from harness.pitfalls.fixtures import pitfall, play
from harness.snippet_fixtures import dial, dial_socketio, open_page, serve, valkey

__all__ = [
    "dial",
    "dial_socketio",
    "open_page",
    "pitfall",
    "play",
    "serve",
    "valkey",
]
