"""The fixtures for the tests of snippets and pitfalls."""

from harness.pytest.pitfalls import pitfall, run_side
from harness.pytest.snippets import dial, dial_socketio, open_page, serve, valkey

__all__ = [
    "dial",
    "dial_socketio",
    "open_page",
    "pitfall",
    "run_side",
    "serve",
    "valkey",
]

# These snippets show how to test. They run in the snippets' environment, see snippets/tests.
collect_ignore_glob = ["*/snippets/test_*.py"]
