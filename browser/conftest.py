"""The fixtures of the tests of what goes wrong in a page."""

from harness.pytest.pitfalls import pitfall, run_side

__all__ = ["pitfall", "run_side"]
