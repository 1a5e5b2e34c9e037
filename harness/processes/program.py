"""Starts a program that prints no address, and finds out where it listens."""

import subprocess
import time
from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path

import psutil

from backends.shared.manifest import ROOT

from .process import Process, ServerError, interpreter
from .server import SECONDS_TO_START

POLL_SECONDS = 0.02
"""How long to wait for a program's end before looking at its sockets again."""


class Listener(Process):
    """A Python program that serves on a free port, chosen by the system."""

    def __init__(
        self,
        name: str,
        environment: str,
        arguments: Sequence[str],
        environ: Mapping[str, str] | None = None,
        cwd: Path = ROOT,
    ) -> None:
        """Start it in an environment that nox created. Error messages use `name`."""
        self.name = name
        python = interpreter(environment)
        if not python.exists():
            raise ServerError(f"{name} is not installed: python3 run.py {environment}")
        super().__init__([python, "-u", *arguments], environ or {}, cwd)

    def __str__(self) -> str:
        return self.name

    @cached_property
    def port(self) -> int:
        """The port that it listens on. The first access waits until it does."""
        deadline = time.monotonic() + SECONDS_TO_START
        while time.monotonic() < deadline:
            try:
                status = self.process.wait(POLL_SECONDS)
            except subprocess.TimeoutExpired:
                if ports := self._listening():
                    return ports[0]
            else:
                self.kill()  # its log is complete then
                raise ServerError(self._complain(f"ended with status {status}"))
        raise ServerError(self._complain(f"did not serve within {SECONDS_TO_START} s"))

    def _listening(self) -> list[int]:
        try:
            program = psutil.Process(self.process.pid)
            connections = [
                connection
                for process in [program, *program.children(recursive=True)]
                for connection in process.net_connections("tcp")
            ]
        except psutil.NoSuchProcess:
            return []  # a process has ended; the next check shows which
        return [c.laddr.port for c in connections if c.status == psutil.CONN_LISTEN]

    @property
    def url(self) -> str:
        """Where it serves HTTP."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def ws(self) -> str:
        """Where it serves WebSockets."""
        return f"ws://127.0.0.1:{self.port}"


class Program(Listener):
    """A snippet, started as a reader starts a copy of it."""

    def __init__(
        self,
        path: Path,
        environment: str,
        options: Sequence[str] = ("--port", "0"),
        environ: Mapping[str, str] | None = None,
    ) -> None:
        """Start the file in its own folder, without this project on the import path."""
        self.path = path
        name = str(path.relative_to(ROOT))
        super().__init__(name, environment, [path.name, *options], environ, cwd=path.parent)
