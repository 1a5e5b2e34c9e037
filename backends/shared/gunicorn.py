"""Runs a backend in gunicorn, for the servers in its manifest that are gunicorn.

gunicorn starts its own processes, which read the settings from the environment. A backend's
`wsgi.py` makes the application in gunicorn's worker.
"""

import os
import signal
import socket
import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import NoReturn

from . import launcher, manifest
from .launcher import Settings
from .manifest import Manifest

SERVER = "ROSETTA_SERVER"
"""The environment variable that gives gunicorn's processes the name of their server."""


def run(settings: Settings, listener: socket.socket, *options: str) -> NoReturn:
    """Replace this process with gunicorn, which gets the listening socket."""
    os.environ.update(
        {
            SERVER: settings.server,
            "HOST": settings.host,
            "PORT": str(listener.getsockname()[1]),
            "SECRET_KEY": settings.secret_key,
            "ALLOWED_ORIGINS": ",".join(settings.allowed_origins),
            "PUSH_INTERVAL": str(settings.push_interval),
            "HEARTBEAT": str(settings.heartbeat),
        }
    )
    os.set_inheritable(listener.fileno(), True)
    command = [sys.executable, "-m", "gunicorn", "--bind", f"fd://{listener.fileno()}", *options]
    os.execv(sys.executable, command)


def read_settings(folder: Path) -> tuple[Manifest, Settings]:
    """Return the manifest and the settings that `run` passed on, or the defaults without `run`."""
    backend = manifest.load(folder)
    server = os.environ.get(SERVER, backend.server().name)
    return backend, launcher.read_settings(backend, "gunicorn", ["--server", server])


def on_stop(close_connections: Callable[[], object]) -> None:
    """Let a worker close its WebSockets when it gets a signal to stop, and then stop gracefully.

    gunicorn itself waits for open WebSockets until its graceful timeout, and then drops them. On
    SIGINT, which reaches its workers as SIGQUIT too, it drops them at once. Call this in the worker
    while it loads the application: by then gunicorn has installed its own signal handlers.
    """
    handle_exit = signal.getsignal(signal.SIGTERM)

    def stop(signum: int, frame: FrameType | None) -> None:
        close_connections()
        if callable(handle_exit):
            handle_exit(signum, frame)

    for signum in (signal.SIGTERM, signal.SIGINT, signal.SIGQUIT):
        signal.signal(signum, stop)
