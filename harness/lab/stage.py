"""Play one form of a pitfall: its server, the network in front of it, the page, the timeline.

The page is served on the origin of the form's server, by what stands in front of it (front.py). So
the file of a pitfall has nothing in it but the pitfall.
"""

import os
import re
from typing import Self

from backends.shared.manifest import ROOT

from ..processes.program import Listener
from .catalogue import Pitfall
from .front import OURS, Front
from .network import Network
from .timeline import Timeline

ELSEWHERE = re.compile(r"^export const elsewhere = true;$", re.MULTILINE)
"""What a play says that is a page of another origin than its server's."""


class FormProcess(Listener):
    """The server of one form; what it prints goes into the timeline."""

    def __init__(self, pitfall: Pitfall, form: str, timeline: Timeline) -> None:
        self._timeline = timeline
        options = [] if pitfall.in_page else ["--form", form]
        super().__init__(
            f"{pitfall.key}, {form}",
            pitfall.environment,
            ["-m", pitfall.server, *options, "--port", "0"],
        )

    def _printed(self, line: str) -> None:
        if line.strip():
            # Where the project lies is nobody's business but this machine's.
            self._timeline.add("server", "log", line.replace(f"{ROOT}{os.sep}", ""))


class Stage:
    """One form of one pitfall, ready to be played."""

    def __init__(self, pitfall: Pitfall, form: str) -> None:
        """Start the form's server; `wait_until_ready` waits for it."""
        self.pitfall = pitfall
        self.form = form
        self.timeline = Timeline()
        self.network = Network()
        self.server = FormProcess(pitfall, form, self.timeline)
        self._front = Front(self)
        elsewhere = ELSEWHERE.search(pitfall.play.read_text(encoding="utf-8"))
        self._page_front = Front(self) if elsewhere else self._front
        self.url = self._front.url
        """The server's origin, as pages see it."""

    @property
    def page(self) -> str:
        """Where the page is."""
        return f"{self._page_front.url}{OURS}"

    def wait_until_ready(self) -> Self:
        """Wait until the server listens; raise ServerError where it does not."""
        _ = self.server.port
        return self

    def stop(self) -> None:
        """End everything."""
        self.network.stop()
        self.timeline.end()
        for front in {self._front, self._page_front}:
            front.shutdown()
            front.server_close()
        self.server.kill()

    def about(self) -> dict[str, str]:
        """Return what a timeline's file says of itself."""
        return {"pitfall": self.pitfall.key, "form": self.form}
