"""Runs one side of a pitfall: its server, the recording proxy, the page and the timeline.

The recording proxy serves the page on the origin of the side's server, so a pitfall's file contains
only the pitfall.
"""

import os
import re
from typing import Any, Self

from backends.shared.manifest import ROOT

from ..processes.program import Listener
from .catalogue import Pitfall
from .network import Network
from .recording_proxy import OURS, RecordingProxy
from .run_pages import RunPages
from .timeline import Timeline

ELSEWHERE = re.compile(r"^export const elsewhere = true;$", re.MULTILINE)
"""The line with which a script asks for a page from another origin than the server's."""


class SideProcess(Listener):
    """The server of one side; what it prints goes into the timeline."""

    def __init__(self, pitfall: Pitfall, side: str, timeline: Timeline) -> None:
        self._timeline = timeline
        options = [] if pitfall.in_page else ["--side", side]
        super().__init__(
            f"{pitfall.key}, {side}",
            pitfall.environment,
            ["-m", pitfall.server, *options, "--port", "0"],
        )

    def _printed(self, line: str) -> None:
        if line.strip():
            # Timelines are published: they must not name folders of this machine.
            self._timeline.add("server", "log", line.replace(f"{ROOT}{os.sep}", ""))


class Run:
    """One side of one pitfall. Opening its `page` in a browser starts the script."""

    def __init__(self, pitfall: Pitfall, side: str) -> None:
        """Start the side's server; `wait_until_ready` waits for it."""
        self.pitfall = pitfall
        self.side = side
        self.timeline = Timeline()
        self.network = Network()
        self.server = SideProcess(pitfall, side, self.timeline)
        self._proxy = self._start_proxy()
        elsewhere = ELSEWHERE.search(pitfall.script.read_text(encoding="utf-8"))
        self._page_proxy = self._start_proxy() if elsewhere else self._proxy
        self.url = self._proxy.url
        """The server's origin, as pages see it."""

    def _start_proxy(self) -> RecordingProxy:
        pages = RunPages(self.pitfall, self.timeline, self.network, self._about)
        return RecordingProxy(self.timeline, self.network, lambda: self.server.port, pages)

    def _about(self) -> dict[str, Any]:
        """Return what the page needs to know."""
        return {
            "side": self.side,
            "title": self.pitfall.title,
            "server": self.url,
            "inPage": self.pitfall.in_page,
        }

    @property
    def page(self) -> str:
        """Where the page is."""
        return f"{self._page_proxy.url}{OURS}"

    def wait_until_ready(self) -> Self:
        """Wait until the server listens; raise ServerError if it does not start."""
        _ = self.server.port
        return self

    def stop(self) -> None:
        """Stop everything that this run has started."""
        self.network.stop()
        self.timeline.end()
        for proxy in {self._proxy, self._page_proxy}:
            proxy.shutdown()
            proxy.server_close()
        self.server.kill()
