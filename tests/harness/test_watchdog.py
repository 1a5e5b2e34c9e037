"""The watchdog: the harness's processes do not outlive the harness."""

import signal
import subprocess
import sys

from backends.shared.manifest import ROOT

SECONDS = 20
SLEEP = [sys.executable, "-c", "import sys; sys.stdin.read()"]


def test_watchdog_kills_what_is_left() -> None:
    """When its input ends, the watchdog kills the groups that were added and not removed."""
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
