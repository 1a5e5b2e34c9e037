"""Starts a process, keeps its log, and ends it with all its children, even if we are killed.

Uses the standard library only, because the noxfile imports it.
"""

import atexit
import contextlib
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

from backends.shared.manifest import ROOT

SECONDS_TO_STOP = 8
SECONDS_TO_PRINT = 30

_running: "set[Process]" = set()
_watchdog_lock = threading.Lock()


class ServerError(Exception):
    """A server did not start or did not stop; the message includes its log."""


def interpreter(environment: str) -> Path:
    """Return the Python of an environment that nox created."""
    return ROOT / ".nox" / environment / "bin" / "python"


class Process:
    """A running command, in its own process group."""

    def __init__(
        self, command: Sequence[str | Path], environ: Mapping[str, str], cwd: Path = ROOT
    ) -> None:
        """Start the command, with `environ` added to our environment variables."""
        self.log: list[str] = []
        self._logged = threading.Condition()
        self._over = False
        self.process = subprocess.Popen(
            command,
            cwd=cwd,
            env={**os.environ, **environ},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
            # In its own process group, it can be killed with its children, and it does not receive
            # Ctrl-C from the terminal: only we stop it, once.
            start_new_session=True,
        )
        _running.add(self)
        _tell_watchdog(f"+{self.process.pid}")
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self) -> None:
        """Read the log as it is written. Otherwise the pipe would fill up."""
        assert self.process.stdout is not None
        for line in self.process.stdout:
            with self._logged:
                self.log.append(line.rstrip("\n"))
                self._logged.notify_all()
            self._printed(self.log[-1])
        with self._logged:
            self._over = True
            self._logged.notify_all()
        self._ended()

    def _printed(self, line: str) -> None:
        """Handle a line of the log; called in the thread that reads it."""

    def _ended(self) -> None:
        """Handle the end of the log; called in the thread that reads it."""

    def find_line(self, text: str, timeout: float = SECONDS_TO_PRINT) -> str | None:
        """Wait for a line that contains a text and return it; None if the log ends without one."""

        def find() -> str | None:
            return next((line for line in self.log if text in line), None)

        with self._logged:
            if not self._logged.wait_for(lambda: find() or self._over, timeout):
                raise ServerError(self._complain(f"did not print {text!r} within {timeout:g} s"))
            return find()

    def expect_log(self, text: str) -> str:
        """Wait for a line that contains a text, and return it."""
        line = self.find_line(text)
        assert line is not None, self._complain(f"did not print {text!r}")
        return line

    def _complain(self, what: str) -> str:
        return "\n".join([f"{self} {what}", *self.log])

    def wait(self) -> int:
        """Wait until the process ends, without stopping it, and return its exit status."""
        return self.process.wait()

    def stop(self, timeout: float = SECONDS_TO_STOP) -> int:
        """Terminate the process, kill the rest of its group, and return its exit status."""
        if self not in _running:
            return self.process.wait()
        self.process.terminate()
        try:
            status = self.process.wait(timeout)
        except subprocess.TimeoutExpired:
            raise ServerError(self._complain(f"did not stop within {timeout:g} s")) from None
        finally:
            self.kill()
        return status

    def kill(self) -> None:
        """Kill the process and its children. A second call does nothing."""
        if self not in _running:
            return
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        _running.discard(self)
        _tell_watchdog(f"-{self.process.pid}")
        self._reader.join()
        assert self.process.stdout is not None
        self.process.stdout.close()


@cache
def _watchdog() -> subprocess.Popen[str]:
    """Start the watchdog, which kills our processes if we are killed."""
    # Without site-packages it starts in a few milliseconds. In its own session it receives none of
    # our signals.
    command = [sys.executable, "-S", str(Path(__file__).with_name("watchdog.py"))]
    return subprocess.Popen(command, stdin=subprocess.PIPE, text=True, start_new_session=True)


def _tell_watchdog(line: str) -> None:
    with _watchdog_lock:  # two threads must not start two watchdogs
        print(line, file=_watchdog().stdin, flush=True)


@atexit.register
def _kill_all() -> None:
    for process in list(_running):
        process.kill()
    if _watchdog.cache_info().currsize:
        _watchdog().communicate()
