"""`python3 run.py demo-<backend>`: how it starts, stops and fails."""

import signal
import subprocess
import sys

import psutil
import pytest

from backends.shared.manifest import ROOT
from harness.processes.server import Server

SECONDS = 30

pytestmark = pytest.mark.any_server


def demo(server: Server, *options: str) -> "subprocess.Popen[str]":
    """Start a demo of this backend and server."""
    chosen = ["--server", server.spec.name, *options]
    return subprocess.Popen(
        [sys.executable, "-m", "harness.demo", server.manifest.name, *chosen],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_demo_prints_its_address_and_stops(server: Server, number: signal.Signals) -> None:
    """A demo prints where it is and how to stop it; Ctrl-C and SIGTERM end it and its server."""
    with demo(server, "--port", "0") as process:
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
def test_demo_fails_with_one_line(server: Server, options: list[str], hint: str) -> None:
    """What keeps a demo from starting is one line, which says what to do."""
    port = server.url.rpartition(":")[2]
    process = demo(server, *(option.format(port=port) for option in options))
    (line,) = process.communicate(timeout=SECONDS)[0].splitlines()
    assert process.returncode == 1
    assert hint in line
