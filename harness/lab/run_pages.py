"""What a run serves under /pitfall/: its page, the front end's files, and the timeline's events.

The page also reports its own events here, and asks for changes of the network.
"""

import json
import mimetypes
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from backends.shared.manifest import ROOT

from .catalogue import Pitfall
from .network import Network
from .recording_proxy import OURS, Exchange
from .timeline import Timeline

FRONTEND = ROOT / "frontend"
MODULES = ROOT / ".nox" / "npm" / "node_modules"
"""Files that the front end does not have: an old Socket.IO client, for example."""

PAGE = "lab/run.html"


class RunPages:
    """Answers the requests for /pitfall/ of one run."""

    def __init__(
        self,
        pitfall: Pitfall,
        timeline: Timeline,
        network: Network,
        about: Callable[[], dict[str, Any]],
    ) -> None:
        """Serve what `about` returns as info.json."""
        self._pitfall = pitfall
        self._timeline = timeline
        self._network = network
        self._about = about

    def __call__(self, exchange: Exchange) -> None:
        """Answer one request."""
        name = urlsplit(exchange.path).path.removeprefix(OURS)
        if _is_from_another_page(exchange):
            exchange.answer(403)
        elif name == "info.json":
            exchange.answer(200, json.dumps(self._about()).encode(), "application/json")
        elif name == "events":
            self._stream_events(exchange)
        elif name == "client":
            for event in json.loads(exchange.body()):
                self._timeline.add("client", **event)
            exchange.answer(204)
        elif name == "network":
            self._change_network(json.loads(exchange.body()))
            exchange.answer(204)
        else:
            self._send_file(exchange, name or PAGE)

    def _change_network(self, change: dict[str, Any]) -> None:
        """Change the network. Record a freeze after the change, and anything else before it.

        This way the timeline shows no frame while the network is frozen.
        """
        text = ", ".join(f"{name} {value}" for name, value in change.items())
        if "freeze" not in change:
            self._timeline.add("wire", "network", text)
        self._network.change(change)
        if "freeze" in change:
            self._timeline.add("wire", "network", text)

    def _send_file(self, exchange: Exchange, name: str) -> None:
        if name == "script.js":
            path = self._pitfall.script
        else:
            root = MODULES if name.startswith(f"{MODULES.name}/") else FRONTEND
            path = (root / name.removeprefix(f"{MODULES.name}/")).resolve()
            if not path.is_relative_to(root) or not path.is_file():
                exchange.answer(404)
                return
        content_type = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
        exchange.answer(200, path.read_bytes(), content_type)

    def _stream_events(self, exchange: Exchange) -> None:
        exchange.send_response(200)
        exchange.send_header("Content-Type", "text/event-stream")
        exchange.send_header("Connection", "close")
        exchange.end_headers()
        follower = self._timeline.follow()
        while (event := follower.get()) is not None:
            data = json.dumps([event.at, event.lane, event.kind, event.text])
            exchange.wfile.write(f"data: {data}\n\n".encode())


def _is_from_another_page(exchange: Exchange) -> bool:
    """Tell whether a request comes from another page that the reader has open."""
    site = exchange.headers.get("Sec-Fetch-Site", "same-origin")
    return exchange.command == "POST" and site != "same-origin"
