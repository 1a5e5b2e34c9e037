"""The fixtures of the tests of what goes wrong in a page."""

from harness.browser_fixtures import base_url, browser
from harness.pitfalls.fixtures import pitfall, play

__all__ = ["base_url", "browser", "pitfall", "play"]
