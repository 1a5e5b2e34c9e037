"""Start a backend as a user would, in its own environment, and end it with all its children.

Standard library only, as the noxfile uses it for the demos.
"""

import atexit
import contextlib
import os
import queue
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path

from .manifest import ROOT, Form, Manifest

READY = " listening on "
"""What stands before the address in the one line that a server prints when it serves."""

SECONDS_TO_START = 30
SECONDS_TO_STOP = 8
WINDOWS = sys.platform == "win32"

_running: "set[Server]" = set()


class ServerError(Exception):
    """A server that did not start or did not stop; the message holds its log."""


def interpreter(environment: str) -> Path:
    """Return the Python of an environment that nox made."""
    home = ROOT / ".nox" / environment
    return home / "Scripts" / "python.exe" if WINDOWS else home / "bin" / "python"


def command(manifest: Manifest, form: Form, *options: str) -> list[str]:
    """Return what starts a backend in one of its forms."""
    environment = manifest.environment(form)
    python = interpreter(environment)
    if not python.exists():
        raise ServerError(f"{manifest.name} has no environment yet: nox -s {environment}")
    return [str(python), "-u", "-m", f"backends.{manifest.name}", "--server", form.name, *options]


class Server:
    """One process of a backend, in one of its forms."""

    def __init__(
        self,
        manifest: Manifest,
        form: Form,
        options: Sequence[str] = ("--port", "0"),
        environ: Mapping[str, str] | None = None,
        echo: Callable[[str], None] | None = None,
    ) -> None:
        """Start the process; `echo` is called with each line that it prints."""
        self.manifest = manifest
        self.form = form
        self.log: list[str] = []
        self._echo = echo
        self._address: queue.SimpleQueue[str | None] = queue.SimpleQueue()
        self._began = time.monotonic()
        self.process = subprocess.Popen(
            command(manifest, form, *options),
            cwd=ROOT,
            env={**os.environ, **(environ or {})},
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
        _tell_keeper(f"+{self.process.pid}")
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self) -> None:
        """Keep the log, which also keeps the pipe from filling up; find the address in it."""
        assert self.process.stdout is not None
        for line in self.process.stdout:
            line = line.rstrip("\n")
            self.log.append(line)
            if self._echo:
                self._echo(line)
            if READY in line:
                self._address.put(line.partition(READY)[2].strip())
        self._address.put(None)

    def wait_until_ready(self, timeout: float = SECONDS_TO_START) -> None:
        """Return as soon as the server serves; `url` and `seconds_to_ready` are known then."""
        try:
            address = self._address.get(timeout=timeout)
        except queue.Empty:
            self.stop()
            raise ServerError(self._complain(f"did not serve within {timeout} s")) from None
        if address is None:
            self.stop()
            raise ServerError(self._complain(f"ended with status {self.process.returncode}"))
        self.url = address
        self.seconds_to_ready = time.monotonic() - self._began

    def __str__(self) -> str:
        return f"{self.manifest.title} ({self.form.name})"

    def _complain(self, what: str) -> str:
        return "\n".join([f"{self} {what}", *self.log])

    def wait(self) -> int:
        """Wait until the server ends by itself and return its exit status."""
        return self.process.wait()

    def stop(self, timeout: float = SECONDS_TO_STOP) -> int:
        """End the server as a user would, then whatever it left, and return its exit status."""
        if self not in _running:
            return self.process.wait()
        self.process.terminate()
        try:
            status = self.process.wait(timeout)
        except subprocess.TimeoutExpired:
            raise ServerError(self._complain(f"did not end within {timeout} s")) from None
        finally:
            self.kill()
        self._reader.join()
        assert self.process.stdout is not None
        self.process.stdout.close()
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
        _tell_keeper(f"-{self.process.pid}")


Start = Callable[..., Server]
"""The fixture `start`."""


@cache
def _keeper() -> subprocess.Popen[str]:
    """Start the process that ends our servers where we cannot: when we are killed."""
    # Without site-packages it starts in a few milliseconds. In a session of its own no signal that
    # is meant for us reaches it.
    command = [sys.executable, "-S", str(Path(__file__).with_name("keeper.py"))]
    return subprocess.Popen(command, stdin=subprocess.PIPE, text=True, start_new_session=True)


def _tell_keeper(line: str) -> None:
    if not WINDOWS:
        print(line, file=_keeper().stdin, flush=True)


@atexit.register
def _leave_nothing_behind() -> None:
    for server in list(_running):
        server.kill()
    if _keeper.cache_info().currsize:
        _keeper().communicate()
