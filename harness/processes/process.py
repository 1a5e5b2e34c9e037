"""Start a process, keep its log, and end it with all its children, whatever happens to us.

Standard library only, as the noxfile uses it for the demos.
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
WINDOWS = sys.platform == "win32"

_running: "set[Process]" = set()


class ServerError(Exception):
    """A server that did not start or did not stop; the message holds its log."""


def interpreter(environment: str) -> Path:
    """Return the Python of an environment that nox made."""
    home = ROOT / ".nox" / environment
    return home / "Scripts" / "python.exe" if WINDOWS else home / "bin" / "python"


class Process:
    """A running command, in a process group of its own."""

    def __init__(
        self, command: Sequence[str | Path], environ: Mapping[str, str], cwd: Path = ROOT
    ) -> None:
        """Start the command, with `environ` beside our own environment variables."""
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
            # A process group of its own: its children can be ended with it, and a Ctrl-C
            # reaches it once, from us, instead of a second time from the terminal.
            start_new_session=True,
        )
        _running.add(self)
        _tell_watchdog(f"+{self.process.pid}")
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self) -> None:
        """Keep the log, which also keeps the pipe from filling up."""
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
        """Take a line of the log, in the thread that reads it."""

    def _ended(self) -> None:
        """Take the end of the log, in the thread that read it."""

    def expect_log(self, text: str) -> str:
        """Wait for a line with this text in it, and return the line."""
        with self._logged:
            self._logged.wait_for(lambda: self._find(text) or self._over, SECONDS_TO_PRINT)
            line = self._find(text)
        assert line is not None, self._complain(f"did not print {text!r}")
        return line

    def _find(self, text: str) -> str | None:
        return next((line for line in self.log if text in line), None)

    def _complain(self, what: str) -> str:
        return "\n".join([f"{self} {what}", *self.log])

    def wait(self) -> int:
        """Wait until the process ends by itself and return its exit status."""
        return self.process.wait()

    def stop(self, timeout: float = SECONDS_TO_STOP) -> int:
        """End the process as a user would, then whatever it left, and return its exit status."""
        if self not in _running:
            return self.process.wait()
        self.process.terminate()
        try:
            status = self.process.wait(timeout)
        except subprocess.TimeoutExpired:
            raise ServerError(self._complain(f"did not end within {timeout} s")) from None
        finally:
            self.kill()
        return status

    def kill(self) -> None:
        """End the process and its children at once; harmless when they have ended."""
        if WINDOWS:
            self.process.kill()
        else:
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
    """Start the process that ends ours where we cannot: when we are killed."""
    # Without site-packages it starts in a few milliseconds. In a session of its own no signal that
    # is meant for us reaches it.
    command = [sys.executable, "-S", str(Path(__file__).with_name("watchdog.py"))]
    return subprocess.Popen(command, stdin=subprocess.PIPE, text=True, start_new_session=True)


def _tell_watchdog(line: str) -> None:
    if not WINDOWS:
        print(line, file=_watchdog().stdin, flush=True)


@atexit.register
def _leave_nothing_behind() -> None:
    for process in list(_running):
        process.kill()
    if _watchdog.cache_info().currsize:
        _watchdog().communicate()
