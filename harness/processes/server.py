"""Start a backend as a user would, in its own environment, and know when it serves.

Standard library only, as the noxfile uses it for the demos.
"""

import queue
import time
from collections.abc import Callable, Mapping, Sequence

from backends.shared.manifest import Manifest, ServerSpec

from .process import Process, ServerError, interpreter

READY = " listening on "
"""What stands before the address in the one line that a server prints when it serves."""

SECONDS_TO_START = 30


def command(manifest: Manifest, spec: ServerSpec, *options: str) -> list[str]:
    """Return what starts a backend in one of its servers."""
    environment = manifest.environment(spec)
    python = interpreter(environment)
    if not python.exists():
        raise ServerError(f"{manifest.name} has no environment yet: nox -s {environment}")
    return [str(python), "-u", "-m", f"backends.{manifest.name}", "--server", spec.name, *options]


class Server(Process):
    """One process of a backend, in one of its servers."""

    def __init__(
        self,
        manifest: Manifest,
        spec: ServerSpec,
        options: Sequence[str] = ("--port", "0"),
        environ: Mapping[str, str] | None = None,
        echo: Callable[[str], None] | None = None,
    ) -> None:
        """Start the process; `echo` is called with each line that it prints."""
        self.manifest = manifest
        self.spec = spec
        self._echo = echo
        self._address: queue.SimpleQueue[str | None] = queue.SimpleQueue()
        self._began = time.monotonic()
        super().__init__(command(manifest, spec, *options), environ or {})

    def _printed(self, line: str) -> None:
        if self._echo:
            self._echo(line)
        if READY in line:
            self._address.put(line.partition(READY)[2].strip())

    def _ended(self) -> None:
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
        return f"{self.manifest.title} ({self.spec.name})"


Start = Callable[..., Server]
"""The fixture `start`."""
