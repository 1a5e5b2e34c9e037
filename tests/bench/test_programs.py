"""The programs that the benchmark measures: which exist, and how they start and end."""

import socket
from collections.abc import Callable
from contextlib import AbstractContextManager

import psutil
import pytest

from backends.shared.manifest import BACKENDS, Manifest
from harness.bench import programs
from harness.bench.programs import Program, arguments, can_measure, running
from harness.bench.rounds import SUBJECTS
from harness.deployments import Deployment, choose
from harness.processes.process import ServerError

DEPLOYMENTS = choose((), ())
DEFAULTS = [deployment for deployment in DEPLOYMENTS if deployment.is_default]

SERVER = """
import http.server
http.server.HTTPServer(("127.0.0.1", 0), None).serve_forever()
"""


@pytest.mark.parametrize("default", DEFAULTS, ids=str)
def test_can_measure_every_default_server(default: Deployment) -> None:
    """Every backend has a baseline for its default server."""
    assert can_measure(default)


def test_can_measure_every_baseline() -> None:
    """Each baseline has the name of one of its backend's servers."""
    baselines = set(BACKENDS.glob("*/baseline/*.py"))
    measured = {
        BACKENDS / deployment.manifest.name / "baseline" / f"{deployment.spec.name}.py"
        for deployment in DEPLOYMENTS
    }
    assert baselines
    assert baselines <= measured


@pytest.mark.parametrize("default", DEFAULTS, ids=str)
def test_arguments_differ_in_the_module(default: Deployment) -> None:
    """The baseline and the reference run on a free port, in one environment."""
    baseline, reference = (arguments(default, subject) for subject in SUBJECTS)
    name = f"backends.{default.manifest.name}"
    assert baseline == ["-m", f"{name}.baseline.{default.spec.name}", "0"]
    assert reference == ["-m", name, "--server", default.spec.name, "--port", "0"]


@pytest.fixture
def program(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], AbstractContextManager[Program]]:
    """Run some code in place of a baseline."""

    def program(code: str) -> AbstractContextManager[Program]:
        monkeypatch.setattr(programs, "arguments", lambda *_: ["-c", code])
        monkeypatch.setattr(Manifest, "environment", lambda *_: "harness")
        return running(DEFAULTS[0], "baseline")

    return program


def test_running_stops_the_program(
    program: Callable[[str], AbstractContextManager[Program]],
) -> None:
    """A program runs, and can be measured, until the end of the block."""
    with program(SERVER) as running:
        assert running.memory() > 0
        assert running.cpu_seconds() > 0
        with socket.create_connection(("127.0.0.1", running.port)):
            pass
        process = running.processes()[0]
        assert process.is_running()
    assert not process.is_running()


def test_running_shows_why_a_program_does_not_serve(
    program: Callable[[str], AbstractContextManager[Program]],
) -> None:
    """The error includes what the program printed, and no process remains."""
    with program(SERVER):
        before = psutil.Process().children()  # the watchdog is one
    with (
        pytest.raises(ServerError, match=r"\(baseline\) ended with status 1\nno such module"),
        program("print('no such module'); raise SystemExit(1)"),
    ):
        pytest.fail("it does not serve")
    assert set(psutil.Process().children()) <= set(before)
