"""Starts a backend in its own environment, as a user would, and waits until it serves.

Uses the standard library only, because the noxfile imports it.
"""

from collections.abc import Callable, Mapping, Sequence

from backends.shared.manifest import Manifest, ServerSpec

from .process import Process, ServerError, interpreter

READY = " listening on "
"""The text before the address, in the line that a server prints when it is ready."""

SECONDS_TO_START = 30


def command(manifest: Manifest, spec: ServerSpec, *options: str) -> list[str]:
    """Return the command that starts a backend on one of its servers."""
    environment = manifest.environment(spec)
    python = interpreter(environment)
    if not python.exists():
        raise ServerError(f"{manifest.name} is not installed: python3 run.py {environment}")
    return [str(python), "-u", "-m", f"backends.{manifest.name}", "--server", spec.name, *options]


class Server(Process):
    """A running backend, on one of its servers."""

    def __init__(
        self,
        manifest: Manifest,
        spec: ServerSpec,
        options: Sequence[str] = ("--port", "0"),
        environ: Mapping[str, str] | None = None,
        echo: Callable[[str], None] | None = None,
    ) -> None:
        """Start the process. `echo` is called with each line that it prints."""
        self.manifest = manifest
        self.spec = spec
        self._echo = echo
        super().__init__(command(manifest, spec, *options), environ or {})

    def _printed(self, line: str) -> None:
        if self._echo:
            self._echo(line)

    def wait_until_ready(self, timeout: float = SECONDS_TO_START) -> None:
        """Wait until the server serves, then set `url`."""
        try:
            line = self.find_line(READY, timeout)
        except ServerError:
            self.stop()
            raise
        if line is None:
            status = self.stop()
            raise ServerError(self._complain(f"ended with status {status}"))
        self.url = line.partition(READY)[2].strip()

    def __str__(self) -> str:
        return f"{self.manifest.title} ({self.spec.name})"
