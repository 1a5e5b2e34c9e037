"""`python3 run.py tests`: what it starts, prints and stops."""

import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import psutil
import pytest

from backends.shared.manifest import ROOT
from harness.commands import checks
from harness.commands.checks import Checks, count

PRETEND = """
import signal, sys
name = sys.argv[sys.argv.index('--session') + 1]
if name.startswith('waits'):
    signal.pause()
print(f'{name} with {sys.argv[-1]}')
print('==== 3 passed, 1 skipped in 1.2s ====')
sys.exit(name == 'fails')
"""
"""Stands in for nox: a session "fails" fails, and one "waits-..." runs until a signal."""


@pytest.fixture
def pretend(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Replace nox and the folder of the logs."""
    monkeypatch.setattr(checks, "NOX", [sys.executable, "-c", PRETEND])
    monkeypatch.setattr(checks, "LOGS", tmp_path)
    monkeypatch.setattr(checks, "ROOT", tmp_path.parent)
    return tmp_path


def run(*names: str) -> int:
    """Run checks to their end."""
    run = Checks(names, ["-x"])
    run.install(["harness"])
    run.run()
    return run.conclude()


@pytest.mark.parametrize(
    ("log", "expected"),
    [
        (["===== 12 passed in 3.10s ====="], (12, 0, 0)),
        (["= 2 failed, 5 passed, 1 skipped, 1 error in 0.5s (0:01:02) ="], (5, 3, 1)),
        (["\u2139 tests 44", "\u2139 pass 43", "\u2139 fail 1", "\u2139 skipped 0"], (43, 1, 0)),
        (["# pass 2", "# fail 0"], (2, 0, 0)),
        (["3 passed in the text of a test", "Success: no issues found in 9 files"], (0, 0, 0)),
    ],
)
def test_count_reads_the_last_lines(log: Sequence[str], expected: tuple[int, int, int]) -> None:
    """Only the last lines of pytest and Node are added up."""
    assert tuple(count(log).values()) == expected


@pytest.mark.usefixtures("pretend")
def test_checks_end_with_the_sum(capsys: pytest.CaptureFixture[str]) -> None:
    """Each check has a line, and the last lines say that all passed."""
    assert run("one", "two", "three") == 0
    lines = capsys.readouterr().out.splitlines()
    assert sum(" of 3: " in line and " passed in 0:0" in line for line in lines) == 3
    assert "3 of 3: " in lines[-3]
    assert lines[-2] == "9 passed, 0 failed, 3 skipped"
    assert lines[-1].startswith("All 3 checks passed in 0:0")


def test_failed_check_is_printed_and_named_last(
    pretend: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A failed check shows its log, the others continue, and the last line names the log."""
    assert run("fails", "two", "three") == 1
    printed = capsys.readouterr().out
    assert "fails with -x" in printed
    assert "two with" not in printed
    assert "3 of 3: " in printed
    assert printed.splitlines()[-1].endswith(f": fails ({pretend.name}/fails.log)")
    assert "two with -x" in (pretend / "two.log").read_text(encoding="utf-8")


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_signal_stops_what_was_started(tmp_path: Path, number: signal.Signals) -> None:
    """Ctrl-C and SIGTERM end the running sessions and start no others."""
    script = (
        "import pathlib, sys; from harness.commands import checks;"
        f"checks.NOX = [sys.executable, '-c', {PRETEND!r}];"
        f"checks.LOGS = pathlib.Path({str(tmp_path)!r}); checks.ROOT = checks.LOGS.parent;"
        "checks.sessions = lambda: (['waits-1', 'waits-2', 'waits-3', 'fourth'], ['harness']);"
        "checks.main()"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", script, str(tmp_path)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    assert process.stdout is not None
    with process:
        for name in ("waits-1", "waits-2", "waits-3"):
            while f"{name} started" not in process.stdout.readline():
                assert process.poll() is None
        process.send_signal(number)
        printed = process.stdout.read()
    assert process.returncode == 1
    assert "fourth" not in printed
    assert printed.splitlines()[-1].startswith("Interrupted.")
    left = psutil.process_iter(["cmdline"])
    assert not [each for each in left if str(tmp_path) in (each.info["cmdline"] or [])]
