"""The lab: `nox -s pitfalls` serves a page where each pitfall is played, broken beside fixed.

The page holds one WebSocket to this server. Over it, it asks for a pitfall and is told where its
two sides are served; when it ends, for whatever reason, they are stopped.
"""

import argparse
import contextlib
import json
import mimetypes
import signal
import socket
import threading
import webbrowser
from collections.abc import Callable, Iterator
from http import HTTPStatus
from typing import Any
from urllib.parse import urlsplit

from websockets.datastructures import Headers
from websockets.exceptions import ConnectionClosed
from websockets.http11 import Request, Response
from websockets.sync.server import Server, ServerConnection, serve
from websockets.typing import Origin

from backends.shared.manifest import ROOT

from ..processes.process import ServerError
from .catalogue import SIDES, Pitfall, catalogue, paragraphs
from .recording_proxy import FRONTEND
from .run import Run

VISIT = "/visit"
PAGE = "lab/index.html"
HOSTS = ("127.0.0.1", "localhost")


def describe(pitfall: Pitfall) -> dict[str, Any]:
    """Return all that the page shows of a pitfall."""
    texts = {name: paragraphs(pitfall.sections[name]) for name in ("Cause", "Fix", "Versions")}
    return {
        "key": pitfall.key,
        "about": pitfall.about,
        "title": pitfall.title,
        "looksLike": pitfall.looks_like,
        "symptoms": pitfall.symptoms,
        **{name.lower(): text for name, text in texts.items()},
        "references": pitfall.references,
        "code": {
            side: [[line.text, line.differs] for line in pitfall.code(side)] for side in SIDES
        },
        "files": {
            str(path.relative_to(ROOT)): path.read_text(encoding="utf-8")
            for path in dict.fromkeys([pitfall.path, pitfall.script])
        },
    }


class Lab:
    """Serves the page, and both sides of what its readers choose."""

    def __init__(self, port: int) -> None:
        """Read the pitfalls, and listen on a port of this machine."""
        self.pitfalls = {pitfall.key: pitfall for pitfall in catalogue()}
        described = [describe(pitfall) for pitfall in self.pitfalls.values()]
        self._catalogue = json.dumps(described, ensure_ascii=False).encode()
        listening = socket.create_server((HOSTS[0], port))
        own = [Origin(f"http://{host}:{listening.getsockname()[1]}") for host in HOSTS]
        self.url: str = own[0]
        self._server: Server = serve(
            self._visit,
            sock=listening,
            process_request=self._answer,
            # Not any page that a reader happens to have open may start something.
            origins=own,
            # A page that has gone without a goodbye is noticed, and what it had started stopped.
            ping_interval=10,
            ping_timeout=10,
            close_timeout=1,
            # Browsers connect ahead, and may then say nothing: the lab's end waits for that too.
            open_timeout=3,
        )

    def serve(self) -> None:
        """Serve until Ctrl-C, and then end every visit, which ends what was started for it."""
        serving = threading.Thread(target=self._server.serve_forever)
        with interrupt() as wait:
            serving.start()
            wait()
        self._server.shutdown()
        serving.join()

    def _answer(self, connection: ServerConnection, request: Request) -> Response | None:
        """Answer a request for a file; one for a WebSocket goes on."""
        path = urlsplit(request.path).path
        if path == VISIT:
            return None
        if path == "/pitfalls.json":
            return _response(self._catalogue, "application/json")
        file = (FRONTEND / (path.lstrip("/") or PAGE)).resolve()
        if not file.is_relative_to(FRONTEND) or not file.is_file():
            return connection.respond(HTTPStatus.NOT_FOUND, "There is no such file.\n")
        kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
        return _response(file.read_bytes(), kind)

    def _visit(self, page: ServerConnection) -> None:
        """Play for one page, until it is left."""
        with contextlib.ExitStack() as runs, contextlib.suppress(ConnectionClosed):
            for message in page:
                runs.close()
                try:
                    pitfall = self.pitfalls[json.loads(message)["play"]]
                except (ValueError, TypeError, KeyError):
                    page.send(json.dumps({"error": "There is no such pitfall."}))
                else:
                    runs.enter_context(_both_sides(pitfall, page))


@contextlib.contextmanager
def _both_sides(pitfall: Pitfall, page: ServerConnection) -> Iterator[None]:
    """Start both sides at once, tell the page where each is, and stop them in the end."""
    with contextlib.ExitStack() as stack:
        try:
            runs = []
            for side in SIDES:
                runs.append(Run(pitfall, side))
                stack.callback(runs[-1].stop)
            for run in runs:
                run.wait_until_ready()
                page.send(json.dumps({"side": run.side, "url": run.page}))
        except ServerError as error:
            page.send(json.dumps({"error": str(error)}))
        yield


@contextlib.contextmanager
def interrupt() -> Iterator[Callable[[], object]]:
    """Yield what waits for Ctrl-C, or SIGTERM, and does not miss one that has come before.

    A signal that comes after Python has looked for one and before the system call of a wait begins
    does not end that wait: under load a server was seen to sleep through it. The byte that Python
    writes to the wakeup file descriptor stays until it is read.
    """
    woken, wake = socket.socketpair()
    with woken, wake:
        wake.setblocking(False)
        signal.set_wakeup_fd(wake.fileno())
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *_: None)
        try:
            yield lambda: woken.recv(1)
        finally:
            signal.set_wakeup_fd(-1)


def _response(body: bytes, kind: str) -> Response:
    headers = Headers()
    headers["Content-Type"] = f"{kind}; charset=utf-8"
    headers["Content-Length"] = str(len(body))
    headers["Cache-Control"] = "no-store"
    headers["Connection"] = "close"
    return Response(200, "OK", headers, body)


def main() -> None:
    """Serve the lab until Ctrl-C."""
    parser = argparse.ArgumentParser(prog="nox -s pitfalls --")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--open", action="store_true", help="open the page in a browser")
    options = parser.parse_args()
    try:
        lab = Lab(options.port)
    except (OSError, OverflowError) as error:
        parser.exit(1, f"The lab cannot listen on port {options.port}: {error}\n")
    print(f"The pitfall lab is at {lab.url}", flush=True)
    if options.open:
        webbrowser.open(lab.url)
    lab.serve()


if __name__ == "__main__":
    main()
