"""The lab: `python3 run.py pitfalls` serves a page that runs pitfalls, broken beside fixed.

The page holds a WebSocket to this server. It sends the name of a pitfall and gets the addresses of
both sides. The lab stops their servers when the page asks for another pitfall or closes the
WebSocket, and when the lab itself ends.

aiohttp serves the files and the WebSocket, and handles SIGINT and SIGTERM.
"""

import argparse
import asyncio
import json
import socket
import webbrowser
from typing import Any

from aiohttp import WSCloseCode, web

from backends.shared.manifest import ROOT

from ..processes.process import ServerError
from .catalogue import SIDES, Pitfall, catalogue, paragraphs
from .run import Run
from .run_pages import FRONTEND

PAGE = "lab/index.html"
HOSTS = ("127.0.0.1", "localhost")
HEARTBEAT = 10
"""Seconds between pings. They detect a page that has vanished, so that its servers are stopped."""


def describe(pitfall: Pitfall) -> dict[str, Any]:
    """Return everything that the page shows about a pitfall."""
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
    """Serves the page, and runs both sides of the pitfalls that readers choose."""

    def __init__(self, port: int) -> None:
        """Read the pitfalls, and listen on a port of this machine."""
        self._pitfalls = {pitfall.key: pitfall for pitfall in catalogue()}
        self._catalogue = [describe(pitfall) for pitfall in self._pitfalls.values()]
        self._visits: set[web.WebSocketResponse] = set()
        self._socket = socket.create_server((HOSTS[0], port))
        self._origins = [f"http://{host}:{self._socket.getsockname()[1]}" for host in HOSTS]
        self.url = self._origins[0]

    def serve(self, *, open_browser: bool) -> None:
        """Serve until SIGINT or SIGTERM, then stop all servers that pages have started."""

        async def announce(_: web.Application) -> None:
            # Not earlier: aiohttp handles signals only from now on. This includes SIGINT, even if
            # a shell's `&` or a parent process set it to be ignored.
            print(f"The pitfall lab is at {self.url}", flush=True)
            if open_browser:
                webbrowser.open(self.url)

        app = web.Application()
        app.router.add_get("/", self._page)
        app.router.add_get("/pitfalls.json", self._list)
        app.router.add_get("/visit", self._visit)
        app.router.add_static("/", FRONTEND)
        app.on_response_prepare.append(_forbid_caching)
        app.on_startup.append(announce)
        app.on_shutdown.append(self._end_visits)
        web.run_app(app, sock=self._socket, access_log=None, print=None)

    async def _page(self, _: web.Request) -> web.FileResponse:
        return web.FileResponse(FRONTEND / PAGE)

    async def _list(self, _: web.Request) -> web.Response:
        return web.json_response(self._catalogue)

    async def _visit(self, request: web.Request) -> web.WebSocketResponse:
        """Run what one page asks for, until it closes its WebSocket."""
        # Other pages that the reader has open must not start anything.
        if request.headers.get("Origin") not in self._origins:
            raise web.HTTPForbidden
        page = web.WebSocketResponse(heartbeat=HEARTBEAT)
        await page.prepare(request)
        self._visits.add(page)
        running: asyncio.Task[None] | None = None
        try:
            async for message in page:
                await _cancel(running)
                running = None
                try:
                    pitfall = self._pitfalls[json.loads(message.data)["run"]]
                except (ValueError, TypeError, KeyError):
                    await page.send_json({"error": "There is no such pitfall."})
                else:
                    running = asyncio.create_task(_run_both_sides(pitfall, page))
        finally:
            await _cancel(running)
            self._visits.discard(page)
        return page

    async def _end_visits(self, _: web.Application) -> None:
        await asyncio.gather(*(page.close(code=WSCloseCode.GOING_AWAY) for page in self._visits))


async def _forbid_caching(_: web.Request, response: web.StreamResponse) -> None:
    """Make a reload show the latest version of every file."""
    response.headers["Cache-Control"] = "no-store"


async def _run_both_sides(pitfall: Pitfall, page: web.WebSocketResponse) -> None:
    """Start both sides, tell the page where they are, and stop them when this task is cancelled."""
    runs: list[Run] = []
    try:
        try:
            for side in SIDES:
                runs.append(Run(pitfall, side))
            for run in runs:
                await asyncio.to_thread(run.wait_until_ready)
                await page.send_json({"side": run.side, "url": run.page})
        except ServerError as error:
            await page.send_json({"error": str(error)})
        await asyncio.Event().wait()
    except ConnectionError:
        pass  # the page is gone; its visit ends this task
    finally:
        for run in runs:
            await asyncio.to_thread(run.stop)


async def _cancel(task: asyncio.Task[None] | None) -> None:
    """Cancel a task, and wait until it has cleaned up."""
    if task:
        task.cancel()
        await asyncio.wait([task])


def main() -> None:
    """Serve the lab until Ctrl-C."""
    parser = argparse.ArgumentParser(prog="python3 run.py pitfalls --")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--open", action="store_true", help="open the page in a browser")
    options = parser.parse_args()
    try:
        lab = Lab(options.port)
    except (OSError, OverflowError) as error:
        parser.exit(1, f"The lab cannot listen on port {options.port}: {error}\n")
    lab.serve(open_browser=options.open)


if __name__ == "__main__":
    main()
