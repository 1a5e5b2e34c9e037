"""The fixtures of the tests of what goes wrong in a page."""

from harness.pytest.pitfalls import pitfall, play

__all__ = ["pitfall", "play"]
