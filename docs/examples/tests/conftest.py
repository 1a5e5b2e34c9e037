"""The fixtures of the snippets' tests, for the README's programs."""

from harness.pytest.snippets import dial, dial_socketio, serve

__all__ = ["dial", "dial_socketio", "serve"]
