"""Starting processes: from several threads, and what their logs say."""

import subprocess
import sys

import pytest

from backends.shared.manifest import ROOT
from harness.processes.process import Process, ServerError

START_TWO = """
import sys
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from harness.processes.process import Process

barrier = Barrier(2)

def start(_):
    barrier.wait()
    return Process([sys.executable, "-S", "-c", "pass"], {})

sys.setswitchinterval(1e-6)
with ThreadPoolExecutor(2) as threads:
    for process in list(threads.map(start, range(2))):
        process.stop()
"""


def test_processes_start_in_several_threads() -> None:
    """Threads that start processes at the same time share one watchdog."""
    command = [sys.executable, "-W", "error", "-c", START_TWO]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stderr == ""


def test_find_line_returns_none_after_the_end() -> None:
    """A log that ends without the text gives None, and not a timeout."""
    process = Process([sys.executable, "-S", "-c", "print('hello')"], {})
    try:
        assert process.find_line("hello") == "hello"
        assert process.find_line("bye") is None
    finally:
        process.kill()


def test_find_line_fails_after_a_timeout() -> None:
    """If a process does not print the text in time, the error includes its log."""
    code = "import signal; print('hello', flush=True); signal.pause()"
    process = Process([sys.executable, "-S", "-c", code], {})
    try:
        assert process.expect_log("hello") == "hello"
        with pytest.raises(ServerError, match=r"did not print 'bye' within 0\.01 s\nhello"):
            process.find_line("bye", timeout=0.01)
    finally:
        process.kill()
