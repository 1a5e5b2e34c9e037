"""Run one side of a pitfall: its server, the recording proxy, the page and the timeline.

The recording proxy serves the page on the origin of the side's server, so a pitfall's file holds
nothing but the pitfall.
"""

import os
import re
from typing import Self

from backends.shared.manifest import ROOT

from ..processes.program import Listener
from .catalogue import Pitfall
from .network import Network
from .recording_proxy import OURS, RecordingProxy
from .timeline import Timeline

ELSEWHERE = re.compile(r"^export const elsewhere = true;$", re.MULTILINE)
"""What a play says that is a page of another origin than its server's."""


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
            # Where the project lies is nobody's business but this machine's.
            self._timeline.add("server", "log", line.replace(f"{ROOT}{os.sep}", ""))


class Run:
    """One side of one pitfall, ready to be played."""

    def __init__(self, pitfall: Pitfall, side: str) -> None:
        """Start the side's server; `wait_until_ready` waits for it."""
        self.pitfall = pitfall
        self.side = side
        self.timeline = Timeline()
        self.network = Network()
        self.server = SideProcess(pitfall, side, self.timeline)
        self._proxy = RecordingProxy(self)
        elsewhere = ELSEWHERE.search(pitfall.script.read_text(encoding="utf-8"))
        self._page_proxy = RecordingProxy(self) if elsewhere else self._proxy
        self.url = self._proxy.url
        """The server's origin, as pages see it."""

    @property
    def page(self) -> str:
        """Where the page is."""
        return f"{self._page_proxy.url}{OURS}"

    def wait_until_ready(self) -> Self:
        """Wait until the server listens; raise ServerError where it does not."""
        _ = self.server.port
        return self

    def stop(self) -> None:
        """End everything."""
        self.network.stop()
        self.timeline.end()
        for proxy in {self._proxy, self._page_proxy}:
            proxy.shutdown()
            proxy.server_close()
        self.server.kill()

    def about(self) -> dict[str, str]:
        """Return what a timeline's file says of itself."""
        return {"pitfall": self.pitfall.key, "side": self.side}
