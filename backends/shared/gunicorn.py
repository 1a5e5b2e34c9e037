"""Hands a backend over to gunicorn, for its manifest's gunicorn forms.

gunicorn starts processes of its own, which read the settings from the environment again. A
backend's `wsgi.py` makes the application in gunicorn's worker.
"""

import os
import signal
import socket
import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import NoReturn

from . import launcher
from .contract import Settings

SERVER = "ROSETTA_SERVER"
"""The environment variable that tells gunicorn's processes which form they are."""


def run(settings: Settings, listener: socket.socket, *options: str) -> NoReturn:
    """Become gunicorn, with the listening socket."""
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


def read_settings(folder: Path) -> tuple[launcher.Backend, Settings]:
    """Return what `run` was given; the defaults where gunicorn was started by hand."""
    backend = launcher.Backend.load(folder)
    server = os.environ.get(SERVER, backend.servers[0])
    settings = Settings.parse("gunicorn", backend.servers, ["--server", server], os.environ)
    return backend, settings


def on_stop(take_leave: Callable[[], object]) -> None:
    """Have a worker take leave of its clients when it is told to stop, and stop gracefully.

    gunicorn itself waits for open WebSockets until its graceful timeout, and then cuts them; at
    SIGINT, which reaches its workers as SIGQUIT too, it cuts them at once. To be called in the
    worker, while it loads the application: gunicorn's own handlers are in place then.
    """
    handle_exit = signal.getsignal(signal.SIGTERM)

    def stop(signum: int, frame: FrameType | None) -> None:
        take_leave()
        if callable(handle_exit):
            handle_exit(signum, frame)

    for signum in (signal.SIGTERM, signal.SIGINT, signal.SIGQUIT):
        signal.signal(signum, stop)
