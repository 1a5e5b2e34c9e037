"""What every `python -m backends.<name>` does before its library takes over.

Reads the settings, binds the port, and prints the server's address. The port is bound here and not
by the library, so a busy port gives the same clear error in every backend, and port 0 (any free
port) works in every backend.
"""

import argparse
import importlib.metadata
import os
import platform
import re
import secrets
import socket
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from .manifest import BACKENDS, ROOT, Manifest

FRONTEND = ROOT / "frontend"
"""The folder behind `/static/`; its `index.html` is the page at `/`."""


@dataclass(frozen=True, slots=True)
class Settings:
    """How to run a server, from the command line or the environment.

    `push_interval` and `heartbeat` are in seconds. `server` is a name in the manifest.
    """

    host: str
    port: int
    server: str
    secret_key: str
    allowed_origins: frozenset[str]
    push_interval: float
    heartbeat: float

    @classmethod
    def parse(
        cls,
        prog: str,
        servers: Sequence[str],
        arguments: Sequence[str],
        environ: Mapping[str, str],
    ) -> "Settings":
        """Read the settings. `servers` are the choices for `--server`, the default first.

        An invalid setting exits with one line and status 2, as argparse does.
        """
        parser = argparse.ArgumentParser(prog=prog)
        # argparse passes a default to `type` if it is a string, so the environment is checked too.
        parser.add_argument("--host", default=environ.get("HOST", "127.0.0.1"))
        parser.add_argument(
            "--port", type=port, default=environ.get("PORT", "8000"), help="0 is any free port"
        )
        parser.add_argument("--server", choices=servers, default=servers[0])
        parser.add_argument(
            "--allowed-origins",
            type=origins,
            default=environ.get("ALLOWED_ORIGINS", ""),
            help="origins besides the server's own, separated by commas",
        )
        parser.add_argument(
            "--push-interval",
            type=seconds,
            default=environ.get("PUSH_INTERVAL", "1"),
            help="seconds between two ticks, and for each step of a job",
        )
        parser.add_argument(
            "--heartbeat",
            type=seconds,
            default=environ.get("HEARTBEAT", "20"),
            help="seconds between two pings",
        )
        options = parser.parse_args(arguments)
        return cls(
            # The key has no option: every user of a machine can read command lines.
            secret_key=environ.get("SECRET_KEY") or secrets.token_hex(),
            **vars(options),
        )


def port(text: str) -> int:
    """Read a port, for argparse."""
    port = int(text)
    if not 0 <= port <= 65535:
        raise argparse.ArgumentTypeError(f"{port} is not from 0 to 65535")
    return port


def seconds(text: str) -> float:
    """Read a number of seconds, for argparse."""
    seconds = float(text)
    if not 0 < seconds < 86400:  # also rejects nan and inf
        raise argparse.ArgumentTypeError(f"{text} is not a number of seconds above 0, up to a day")
    return seconds


def origins(text: str) -> frozenset[str]:
    """Read a list of origins, for argparse."""
    return frozenset(part.strip().rstrip("/") for part in text.split(",") if part.strip())


def read_settings(
    backend: Manifest,
    prog: str | None = None,
    arguments: Sequence[str] | None = None,
) -> Settings:
    """Read the command line and the environment."""
    return Settings.parse(
        prog or f"python -m backends.{backend.name}",
        [server.name for server in backend.servers],
        sys.argv[1:] if arguments is None else arguments,
        os.environ,
    )


def describe(backend: Manifest, server: str) -> dict[str, Any]:
    """Return the answer to `GET /api/backend`."""
    return {
        "name": backend.name,
        "title": backend.title,
        "protocol": backend.protocol,
        "server": server,
        "versions": {"python": platform.python_version()} | versions(backend, server),
    }


def versions(backend: Manifest, server: str) -> dict[str, str]:
    """Return the versions of the packages in the requirements of a server."""
    requirements = BACKENDS / backend.name / backend.server(server).requirements
    names = re.findall(
        r"^[A-Za-z0-9._-]+",
        requirements.with_suffix(".in").read_text(encoding="utf-8"),
        re.MULTILINE,
    )
    return {name: importlib.metadata.version(name) for name in names}


def listen(settings: Settings) -> socket.socket:
    """Return a listening socket, or exit with one line and status 2."""
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    try:
        listener = socket.create_server((settings.host, settings.port), family=family, backlog=1024)
    except OSError as error:
        sys.stderr.write(
            f"cannot listen on {settings.host} port {settings.port}: {error.strerror}\n"
        )
        raise SystemExit(2) from None
    # Connections inherit this option. Without it, Nagle's algorithm holds a small message back
    # until the client has confirmed the one before it: an acknowledgement right after an event
    # would arrive 40 ms late.
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return listener


def announce(backend: Manifest, settings: Settings, port: int) -> None:
    """Print the address. From now on clients can connect."""
    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    print(
        f"{backend.title} ({settings.server}) listening on http://{host}:{port}",
        flush=True,
    )
