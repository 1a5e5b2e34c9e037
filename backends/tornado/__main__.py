"""Starts the Tornado backend: `python -m backends.tornado --port 8000`."""

import asyncio
import signal
import socket
from pathlib import Path

from tornado.httpserver import HTTPServer

from ..shared import launcher, manifest
from ..shared.launcher import Settings
from ..shared.manifest import Manifest
from .app import make_app


def main() -> None:
    """Serve until SIGINT or SIGTERM."""
    backend = manifest.load(Path(__file__).parent)
    settings = launcher.read_settings(backend)
    listener = launcher.listen(settings)
    asyncio.run(serve(backend, settings, listener))


async def serve(backend: Manifest, settings: Settings, listener: socket.socket) -> None:
    """Serve on a listening socket; on a signal close the WebSockets and return."""
    loop = asyncio.get_running_loop()
    stop = asyncio.Event()
    for signum in (signal.SIGINT, signal.SIGTERM):
        signal.signal(signum, lambda *_: loop.call_soon_threadsafe(stop.set))

    app = make_app(backend, settings)
    server = HTTPServer(app)
    listener.setblocking(False)  # Tornado accepts until accept() would block
    server.add_socket(listener)
    launcher.announce(backend, settings, listener.getsockname()[1])

    await stop.wait()
    server.stop()
    await app.close_connections()


if __name__ == "__main__":
    main()
