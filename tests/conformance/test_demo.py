"""`python3 run.py demo-<backend>`: how it starts, stops and fails."""

import contextlib
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator

import psutil
import pytest

from backends.shared.manifest import ROOT
from harness.processes.server import Server

SECONDS = 30

Demo = Callable[..., "subprocess.Popen[str]"]

pytestmark = pytest.mark.any_server


@pytest.fixture
def demo(server: Server) -> Iterator[Demo]:
    """Start a demo of this backend and server."""
    with contextlib.ExitStack() as stack:

        def start(*options: str) -> "subprocess.Popen[str]":
            process = stack.enter_context(
                subprocess.Popen(
                    [
                        *(sys.executable, "-m", "harness.demo", server.manifest.name),
                        *("--server", server.spec.name, *options),
                    ],
                    cwd=ROOT,
                    stdout=subprocess.PIPE,
                    stderr=subprocess.STDOUT,
                    text=True,
                )
            )
            stack.callback(process.kill)
            return process

        yield start


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_demo_prints_its_address_and_stops(
    server: Server, demo: Demo, number: signal.Signals
) -> None:
    """A demo prints its address and how to stop it; Ctrl-C and SIGTERM end it and its server."""
    process = demo("--port", "0")
    assert process.stdout is not None
    assert process.stdout.readline().startswith(f"{server}: http://127.0.0.1:")
    assert process.stdout.readline().startswith("Press Ctrl-C to stop.")
    family = psutil.Process(process.pid).children(recursive=True)
    process.send_signal(number)
    assert process.wait(SECONDS) == 0
    assert family
    gone, left = psutil.wait_procs(family, SECONDS)
    assert (len(gone), left) == (len(family), [])


@pytest.mark.parametrize(
    ("options", "hint"),
    [
        (["--port", "{port}"], "Choose another port with --port."),
        (["--port", "0", "--nonsense"], "--help lists the options."),
        (["--port", "x"], "--help lists the options."),
        (["--server", "nonsense"], "it has: "),
    ],
    ids=["busy port", "unknown option", "no number", "unknown server"],
)
def test_demo_fails_with_one_line(
    server: Server, demo: Demo, options: list[str], hint: str
) -> None:
    """If a demo cannot start, it prints one line, which says what to do."""
    port = server.url.rpartition(":")[2]
    process = demo(*(option.format(port=port) for option in options))
    (line,) = process.communicate(timeout=SECONDS)[0].splitlines()
    assert process.returncode == 1
    assert hint in line
