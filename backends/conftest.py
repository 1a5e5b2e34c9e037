"""The fixtures of the tests of snippets and pitfalls."""

from harness.pytest.pitfalls import pitfall, play
from harness.pytest.snippets import dial, dial_socketio, open_page, serve, valkey

__all__ = [
    "dial",
    "dial_socketio",
    "open_page",
    "pitfall",
    "play",
    "serve",
    "valkey",
]
