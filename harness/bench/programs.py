"""Starts what is measured, a backend or its baseline, on a core of its own."""

import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import psutil

from backends.shared.manifest import BACKENDS, ROOT

from ..processes.process import interpreter
from ..pytest.deployments import Deployment

HEARTBEAT = "600"
"""Seconds: no ping comes between the messages that are counted, and no client has to answer one."""

ALLOWED_CORES = os.sched_getaffinity(0) if sys.platform == "linux" else set()

SECONDS_TO_START = 30


class ProgramError(Exception):
    """A program that did not start; the message holds what it printed."""


def can_measure(deployment: Deployment) -> bool:
    """Tell whether the backend has a baseline for this server."""
    folder = BACKENDS / deployment.manifest.name / "baseline"
    return (folder / f"{deployment.spec.name}.py").exists()


def command(deployment: Deployment, side: str, port: int) -> list[str]:
    """Return the command that starts the baseline or the reference."""
    manifest, spec = deployment.manifest, deployment.spec
    python = str(interpreter(manifest.environment(spec)))
    if side == "baseline":
        baseline = f"backends.{manifest.name}.baseline.{spec.name}"
        return [python, "-m", baseline, str(port)]
    options = ["--server", spec.name, "--port", str(port)]
    return [python, "-m", f"backends.{manifest.name}", *options]


class Program:
    """A running program and what it uses."""

    def __init__(self, process: psutil.Process, url: str) -> None:
        self.url = url
        self._process = process

    def processes(self) -> list[psutil.Process]:
        """Return the process and its children."""
        return [self._process, *self._process.children(recursive=True)]

    def cpu_seconds(self) -> float:
        """Return how long it has kept a core busy."""
        times = [process.cpu_times() for process in self.processes()]
        return sum(time.user + time.system for time in times)

    def memory(self) -> int:
        """Return how many bytes it has in memory."""
        return sum(process.memory_info().rss for process in self.processes())


@contextmanager
def running(deployment: Deployment, side: str) -> Iterator[Program]:
    """Start a program on the server's core, and end it afterwards with all its children."""
    port = free_port()
    server_core, generator_core = cores()
    with tempfile.TemporaryFile() as log:
        pin(server_core)  # a child starts where its parent is
        process = subprocess.Popen(
            command(deployment, side, port),
            cwd=ROOT,
            env={**os.environ, "HEARTBEAT": HEARTBEAT},
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
        )
        pin(generator_core)
        try:
            if not accepts(process, port):
                log.seek(0)
                printed = log.read().decode(errors="replace")
                raise ProgramError(f"{deployment} ({side}) does not serve\n{printed}")
            yield Program(psutil.Process(process.pid), f"http://127.0.0.1:{port}")
        finally:
            end(process)


def end(process: subprocess.Popen[bytes]) -> None:
    """End a program and its children, at once: its load may have left it unable to do so."""
    if process.poll() is None:
        for child in psutil.Process(process.pid).children(recursive=True):
            child.kill()
        process.kill()
    process.wait()


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
        return port


def accepts(process: subprocess.Popen[bytes], port: int) -> bool:
    """Wait until a connection is accepted; say no if the process ends before, or takes too long."""
    deadline = time.monotonic() + SECONDS_TO_START
    while process.poll() is None and time.monotonic() < deadline:
        try:
            socket.create_connection(("127.0.0.1", port)).close()
        except ConnectionRefusedError:
            with suppress(subprocess.TimeoutExpired):
                process.wait(0.02)  # until it ends, or for a moment
        else:
            return True
    return False


def cores() -> tuple[set[int], set[int]]:
    """Return the server's core and the generator's: the first and the last that we may use."""
    if sys.platform != "linux":
        return set(), set()
    return {min(ALLOWED_CORES)}, {max(ALLOWED_CORES)}


def pin(cores: set[int]) -> None:
    """Keep this process on these cores, where the system can do that."""
    if sys.platform == "linux":
        os.sched_setaffinity(0, cores)
