"""The keeper: what a harness started does not outlive it."""

import signal
import subprocess
import sys

import pytest

from backends.shared.manifest import ROOT

SECONDS = 20
SLEEP = [sys.executable, "-c", "import sys; sys.stdin.read()"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no process groups")
def test_should_end_what_is_left() -> None:
    """When its input ends the keeper kills the groups that it was told of and not untold."""
    servers = [
        subprocess.Popen(SLEEP, stdin=subprocess.PIPE, start_new_session=True) for _ in range(2)
    ]
    left, ended = servers
    lines = f"+{left.pid}\n+{ended.pid}\n-{ended.pid}\n"
    command = [sys.executable, "-S", str(ROOT / "harness" / "processes" / "watchdog.py")]
    subprocess.run(command, input=lines, text=True, check=True, timeout=SECONDS)
    assert left.wait(SECONDS) == -signal.SIGKILL
    ended.communicate(timeout=SECONDS)
    assert ended.returncode == 0
    left.communicate()
