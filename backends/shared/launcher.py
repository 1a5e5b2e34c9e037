"""What every `python -m backends.<name>` does before its library takes over.

Reads the manifest and the settings, binds the port, and says where the server listens. Binding here
rather than in the library makes a busy port the same clear line everywhere, and port 0 possible.
"""

import importlib.metadata
import os
import platform
import re
import socket
import sys
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .contract import Settings
from .manifest import ROOT

FRONTEND = ROOT / "frontend"
"""The folder behind `/static/`; its `index.html` is the page at `/`."""


@dataclass(frozen=True, slots=True)
class Backend:
    """A backend's manifest, as far as the running server needs it."""

    folder: Path
    name: str
    title: str
    protocol: str
    servers: tuple[str, ...]
    requirements: dict[str, str]  # the file of each server's environment

    @classmethod
    def load(cls, folder: Path) -> "Backend":
        """Read `backend.toml`."""
        manifest = tomllib.loads((folder / "backend.toml").read_text(encoding="utf-8"))
        return cls(
            folder=folder,
            name=manifest["name"],
            title=manifest["title"],
            protocol=manifest["protocol"],
            servers=tuple(server["name"] for server in manifest["servers"]),
            requirements={
                server["name"]: server.get("requirements", "requirements.txt")
                for server in manifest["servers"]
            },
        )

    def settings(self) -> Settings:
        """Read the command line and the environment."""
        return Settings.parse(
            f"python -m backends.{self.name}", self.servers, sys.argv[1:], os.environ
        )

    def describe(self, server: str) -> dict[str, Any]:
        """Return the answer to `GET /api/backend`."""
        return {
            "name": self.name,
            "title": self.title,
            "protocol": self.protocol,
            "server": server,
            "versions": {"python": platform.python_version()} | self._versions(server),
        }

    def _versions(self, server: str) -> dict[str, str]:
        """Return the versions of the packages that a server's environment names itself."""
        requirements = self.folder / self.requirements[server]
        wanted = requirements.with_suffix(".in").read_text(encoding="utf-8")
        names = re.findall(r"^[A-Za-z0-9._-]+", wanted, re.MULTILINE)
        return {name: importlib.metadata.version(name) for name in names}


def listen(settings: Settings) -> socket.socket:
    """Return a listening socket, or end the process with one line and status 2."""
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    try:
        listener = socket.create_server((settings.host, settings.port), family=family, backlog=1024)
    except OSError as error:
        sys.stderr.write(
            f"cannot listen on {settings.host} port {settings.port}: {error.strerror}\n"
        )
        raise SystemExit(2) from None
    # Connections inherit this. Without it, an event and the acknowledgement right behind it are 40
    # ms apart: Nagle's algorithm holds the second back until the client has confirmed the first.
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return listener


def announce(backend: Backend, settings: Settings, port: int) -> None:
    """Print the address. Whoever started the process may connect from now on."""
    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    print(
        f"{backend.title} ({settings.server}) listening on http://{host}:{port}",
        flush=True,
    )
