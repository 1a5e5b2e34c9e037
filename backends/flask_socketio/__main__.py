"""Starts the Flask-SocketIO backend: `python -m backends.flask_socketio --server gevent`."""

import contextlib
import signal
import socket
from pathlib import Path

from ..shared import gunicorn, launcher, manifest
from ..shared.launcher import Settings
from ..shared.manifest import Manifest

STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM)

GUNICORN = {
    # An open WebSocket occupies a thread. With more clients than threads, plain requests wait too.
    "gunicorn-gthread": ["-k", "gthread", "--threads", "1000"],
    "gunicorn-gevent-websocket": ["-k", "geventwebsocket.gunicorn.workers.GeventWebSocketWorker"],
    "gunicorn-gevent": ["-k", "gevent"],
    "gunicorn-eventlet": ["-k", "eventlet"],
}
"""gunicorn's options for each of its servers. Always one worker: see the README."""


def main() -> None:
    """Serve until SIGINT or SIGTERM."""
    backend = manifest.load(Path(__file__).parent)
    settings = launcher.read_settings(backend)
    listener = launcher.listen(settings)
    if settings.server in GUNICORN:
        gunicorn.run(
            settings,
            listener,
            *GUNICORN[settings.server],
            *("--graceful-timeout", "3", "--no-control-socket"),
            "backends.flask_socketio.wsgi:app",
        )
    serve = {"threading": serve_threading, "gevent": serve_gevent}[settings.server]
    serve(backend, settings, listener)


def serve_threading(backend: Manifest, settings: Settings, listener: socket.socket) -> None:
    """Serve with Werkzeug: a thread for each request, and for each WebSocket.

    `socketio.run(app, allow_unsafe_werkzeug=True)` serves the same way, but never tells the clients
    that it is stopping: Ctrl-C and SIGTERM cut their connections.
    """
    from werkzeug.serving import make_server

    from .app import make_app

    app, send_queues = make_app(backend, settings, async_mode="threading")
    host, port = listener.getsockname()[:2]
    server = make_server(host, port, app, threaded=True, fd=listener.fileno())

    def stop(signum: int, frame: object) -> None:
        """End `serve_forever`, and ignore further signals while the connections are closed."""
        for each in STOP_SIGNALS:
            signal.signal(each, lambda signum, frame: None)
        raise KeyboardInterrupt

    for signum in STOP_SIGNALS:  # a shell starts `&` jobs with SIGINT ignored
        signal.signal(signum, stop)
    with contextlib.suppress(KeyboardInterrupt):
        launcher.announce(backend, settings, port)
        # In the main thread, because Python runs signal handlers there. `serve_forever` wakes up
        # twice a second, so a signal that arrives just before it waits is not lost.
        server.serve_forever()
    send_queues.close()


def serve_gevent(backend: Manifest, settings: Settings, listener: socket.socket) -> None:
    """Serve with gevent's pywsgi: a greenlet for each request, and for each WebSocket."""
    # Patch first: modules imported after this get cooperative sockets, locks and sleep.
    from gevent import monkey

    monkey.patch_all()

    from ..shared import gevent_server
    from .app import make_app

    app, send_queues = make_app(backend, settings, async_mode="gevent")
    gevent_server.serve(backend, settings, listener, app, send_queues.close)


if __name__ == "__main__":
    main()
