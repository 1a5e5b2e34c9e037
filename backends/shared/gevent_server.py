"""Serves the application by gevent's pywsgi, or in gunicorn's gevent-websocket worker.

Flask-Sockets is served the same way, so its backend uses this too.
"""

import signal
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol

import gevent
from gevent.event import Event
from gevent.pywsgi import WSGIServer
from geventwebsocket.gunicorn.workers import GeventWebSocketWorker

from . import gunicorn, launcher
from .contract import Settings
from .origin_handler import OriginHandler


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
    make_app: Callable[[launcher.Backend, Settings], App],
    gunicorn_options: Mapping[str, Sequence[str]],
) -> None:
    """Serve until SIGINT or SIGTERM; `gunicorn_options` has the forms that gunicorn serves."""
    backend = launcher.Backend.load(folder)
    settings = backend.settings()
    listener = launcher.listen(settings)
    if settings.server in gunicorn_options:
        gunicorn.run(settings, listener, *gunicorn_options[settings.server])

    app = make_app(backend, settings)
    server = WSGIServer(listener, app, log=None, handler_class=OriginHandler)
    stop = Event()
    for signum in (signal.SIGINT, signal.SIGTERM):
        gevent.signal_handler(signum, stop.set)

    server.start()
    launcher.announce(backend, settings, server.server_port)
    stop.wait()
    server.close()
    app.close_connections()
    server.stop(timeout=1)


def in_gunicorn(folder: Path, make_app: Callable[[launcher.Backend, Settings], App]) -> App:
    """Return the application for a gunicorn worker, and tell the worker what it must know."""
    backend, settings = gunicorn.read_settings(folder)
    app = make_app(backend, settings)
    GeventWebSocketWorker.wsgi_handler = OriginHandler
    gunicorn.on_stop(lambda: gevent.spawn(app.close_connections))
    launcher.announce(backend, settings, settings.port)
    return app
