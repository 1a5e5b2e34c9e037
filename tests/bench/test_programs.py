"""Which programs there are to measure, and how they are started and ended."""

import sys

import psutil
import pytest

from backends.shared.manifest import BACKENDS
from harness.bench import programs
from harness.bench.programs import ProgramError, can_measure, command, running
from harness.pytest.deployments import Deployment, choose

DEPLOYMENTS = choose((), ())
DEFAULTS = [deployment for deployment in DEPLOYMENTS if deployment.is_default]

SERVER = """
import http.server, sys
http.server.HTTPServer(("127.0.0.1", int(sys.argv[1])), None).serve_forever()
"""


@pytest.mark.parametrize("default", DEFAULTS, ids=str)
def test_every_backend_has_a_baseline(default: Deployment) -> None:
    """At least the default server of every backend can be measured."""
    assert can_measure(default)


def test_every_baseline_belongs_to_a_server() -> None:
    """Each baseline is named after one of its backend's servers."""
    baselines = set(BACKENDS.glob("*/baseline/*.py"))
    measured = {
        BACKENDS / deployment.manifest.name / "baseline" / f"{deployment.spec.name}.py"
        for deployment in DEPLOYMENTS
    }
    assert baselines
    assert baselines <= measured


@pytest.mark.parametrize("default", DEFAULTS, ids=str)
def test_should_start_both_sides_in_one_environment(default: Deployment) -> None:
    """The baseline and the reference differ in their code and in nothing else."""
    baseline, reference = (command(default, side, 8000) for side in ("baseline", "reference"))
    assert baseline[0] == reference[0]
    assert baseline[2] == f"backends.{default.manifest.name}.baseline.{default.spec.name}"
    assert reference[2] == f"backends.{default.manifest.name}"


def start(monkeypatch: pytest.MonkeyPatch, code: str) -> None:
    """Have `running` start some other program."""

    def command(deployment: Deployment, side: str, port: int) -> list[str]:
        return [sys.executable, "-c", code, str(port)]

    monkeypatch.setattr(programs, "command", command)


def test_should_end_what_it_started(monkeypatch: pytest.MonkeyPatch) -> None:
    """A program runs until it is no longer needed, and can be watched meanwhile."""
    start(monkeypatch, SERVER)
    with running(DEFAULTS[0], "baseline") as program:
        assert program.memory() > 0
        assert program.cpu_seconds() > 0
        process = program.processes()[0]
        assert process.is_running()
    assert not process.is_running()


def test_should_show_why_a_program_does_not_serve(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a program printed before it ended is part of the message, and nothing is left of it."""
    start(monkeypatch, "print('no such module'); raise SystemExit(1)")
    before = psutil.Process().children()
    with (
        pytest.raises(ProgramError, match=r"\(baseline\) does not serve\nno such module"),
        running(DEFAULTS[0], "baseline"),
    ):
        pytest.fail("it does not serve")
    assert psutil.Process().children() == before
