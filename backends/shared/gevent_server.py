"""Serves an application with gevent's pywsgi, or in gunicorn's gevent-websocket worker.

Call `gevent.monkey.patch_all()` before you import the application.
"""

import signal
import socket
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol

import gevent
from gevent.event import Event
from gevent.pywsgi import WSGIServer
from geventwebsocket.gunicorn.workers import GeventWebSocketWorker

from . import gunicorn, launcher, manifest
from .launcher import Settings
from .manifest import Manifest
from .origin_handler import OriginHandler

WSGIApp = Callable[[dict[str, Any], Any], Iterable[bytes]]


class App(Protocol):
    """A WSGI application that can close its WebSockets."""

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        """Answer a request."""
        ...

    def close_connections(self) -> None:
        """Close every WebSocket, and wait until the clients have answered."""
        ...


def main(
    folder: Path,
    make_app: Callable[[Manifest, Settings], App],
    gunicorn_options: Mapping[str, Sequence[str]],
) -> None:
    """Serve until SIGINT or SIGTERM.

    `gunicorn_options` has the options for each server in the manifest that is gunicorn. Every other
    server is pywsgi.
    """
    backend = manifest.load(folder)
    settings = launcher.read_settings(backend)
    listener = launcher.listen(settings)
    if settings.server in gunicorn_options:
        gunicorn.run(settings, listener, *gunicorn_options[settings.server])
    app = make_app(backend, settings)
    serve(backend, settings, listener, app, app.close_connections)


def serve(
    backend: Manifest,
    settings: Settings,
    listener: socket.socket,
    app: WSGIApp,
    close_connections: Callable[[], object],
) -> None:
    """Serve with pywsgi until SIGINT or SIGTERM, then close the WebSockets."""
    # The socket may be older than the patch, so give gevent a new one with the same descriptor.
    listener = gevent.socket.socket(fileno=listener.detach())
    server = WSGIServer(listener, app, log=None, handler_class=OriginHandler)
    stop = Event()
    for signum in (signal.SIGINT, signal.SIGTERM):
        gevent.signal_handler(signum, stop.set)

    server.start()
    launcher.announce(backend, settings, server.server_port)
    stop.wait()
    server.close()
    close_connections()
    server.stop(timeout=1)


def in_gunicorn(folder: Path, make_app: Callable[[Manifest, Settings], App]) -> App:
    """Return the application for a gunicorn worker, and set the worker up for it."""
    backend, settings = gunicorn.read_settings(folder)
    app = make_app(backend, settings)
    GeventWebSocketWorker.wsgi_handler = OriginHandler
    gunicorn.on_stop(lambda: gevent.spawn(app.close_connections))
    launcher.announce(backend, settings, settings.port)
    return app
