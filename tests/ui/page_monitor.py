"""Records what a page does: its messages, its console errors, and the hosts it contacts."""

from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Request

from tests.ui.page_frames import PageFrames

RECORDER = Path(__file__).with_name("recorder.js")


class PageMonitor:
    """Watches the pages of one test."""

    def __init__(self) -> None:
        self.frames: list[dict[str, str]] = []
        self.complaints: list[str] = []
        self.homes: set[str] = set()
        """The servers that the test visits."""
        self.hosts: set[str] = set()

    def watch(self, context: BrowserContext) -> None:
        """Watch every page of a context from its start."""
        context.expose_function("recordFrames", self._take)
        context.expose_function("recordViolation", self._violation)
        context.add_init_script(path=RECORDER)
        context.on("console", self._console)
        context.on("weberror", lambda error: self.complaints.append(str(error.error)))
        context.on("request", self._request)

    def check(self, allowed: tuple[str, ...]) -> None:
        """Raise an error for a violation, except for console errors that contain `allowed` text."""
        checks = PageFrames()
        for frame in self.frames:
            checks.check(frame)
        unexpected = [line for line in self.complaints if not any(part in line for part in allowed)]
        assert not unexpected, unexpected
        assert self.hosts <= self.homes, f"the page contacted {self.hosts - self.homes}"

    def _take(self, frames: list[dict[str, str]]) -> None:
        self.frames.extend(frames)

    def _violation(self, violation: str) -> None:
        self.complaints.append(f"Content-Security-Policy: {violation}")

    def _console(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.complaints.append(f"{message.type}: {message.text}")

    def _request(self, request: Request) -> None:
        address = urlsplit(request.url)
        if address.scheme not in ("data", "blob"):
            self.hosts.add(address.netloc)
