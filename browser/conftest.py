"""The fixtures of the tests of what goes wrong in a page."""

from harness.pitfalls.fixtures import pitfall, play

__all__ = ["pitfall", "play"]
