"""Starts the programs that the benchmark compares, a backend and its baseline, on one core."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import psutil

from backends.shared.manifest import BACKENDS

from ..deployments import Deployment
from ..processes.program import Listener

HEARTBEAT = "600"
"""Seconds. No ping arrives among the counted messages, and no client has to answer one."""

ALLOWED_CORES = os.sched_getaffinity(0) if sys.platform == "linux" else set()


class Program(Listener):
    """A running program, and the resources that it uses."""

    def processes(self) -> list[psutil.Process]:
        """Return the process and its children."""
        process = psutil.Process(self.process.pid)
        return [process, *process.children(recursive=True)]

    def cpu_seconds(self) -> float:
        """Return how much CPU time it has used."""
        times = [process.cpu_times() for process in self.processes()]
        return sum(time.user + time.system for time in times)

    def memory(self) -> int:
        """Return how many bytes it has in memory."""
        return sum(process.memory_info().rss for process in self.processes())


def can_measure(deployment: Deployment) -> bool:
    """Tell whether the backend has a baseline for this server."""
    folder = BACKENDS / deployment.manifest.name / "baseline"
    return (folder / f"{deployment.spec.name}.py").exists()


def arguments(deployment: Deployment, subject: str) -> list[str]:
    """Return Python's arguments to start the baseline or the reference on a free port."""
    name, server = deployment.manifest.name, deployment.spec.name
    if subject == "baseline":
        return ["-m", f"backends.{name}.baseline.{server}", "0"]
    return ["-m", f"backends.{name}", "--server", server, "--port", "0"]


def start(deployment: Deployment, subject: str) -> Program:
    """Start a program; its `port` waits until it serves."""
    return Program(
        f"{deployment} ({subject})",
        deployment.manifest.environment(deployment.spec),
        arguments(deployment, subject),
        {"HEARTBEAT": HEARTBEAT},
    )


@contextmanager
def running(deployment: Deployment, subject: str) -> Iterator[Program]:
    """Start a program on the server's core, and kill it afterwards with all its children."""
    server_core, generator_core = cores()
    pin(server_core)  # a child starts on its parent's core
    program = start(deployment, subject)
    pin(generator_core)
    try:
        assert program.port  # waits until it serves
        yield program
    finally:
        program.kill()  # after the load it may be unable to stop gracefully


def cores() -> tuple[set[int], set[int]]:
    """Return the server's core and the generator's: the first and the last allowed one."""
    if sys.platform != "linux":
        return set(), set()
    return {min(ALLOWED_CORES)}, {max(ALLOWED_CORES)}


def pin(cores: set[int]) -> None:
    """Keep this process on these cores, where the system supports that."""
    if sys.platform == "linux":
        os.sched_setaffinity(0, cores)
