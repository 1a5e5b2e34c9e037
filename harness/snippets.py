"""Find the snippets, start one as a reader would who has copied it, and make their index.

`python -m harness.snippets` prints the index: which feature stands alone for which library.
"""

import ast
import subprocess
import threading
import time
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import psutil

from .manifest import BACKENDS, ROOT, load_all
from .process import Process, ServerError, interpreter

BROWSER = ROOT / "browser"
"""What runs in a page belongs to no backend: a folder for each protocol."""

SECONDS_TO_START = 30
LOOK_AGAIN = 0.02
"""Seconds that the end of a program is waited for before its sockets are looked at again."""


@dataclass(frozen=True)
class Snippet:
    """One file that shows one thing."""

    path: Path

    @property
    def feature(self) -> str:
        """The file's name: the same wherever the same is shown."""
        return self.path.stem

    @cached_property
    def source(self) -> str:
        """The file's text."""
        return self.path.read_text(encoding="utf-8")

    @cached_property
    def title(self) -> str:
        """The first line, without its full stop."""
        if self.path.suffix == ".js":
            line = self.source.lstrip("/* \n").partition("\n")[0].removesuffix("*/")
        else:
            line = (ast.get_docstring(ast.parse(self.source)) or "").partition("\n")[0]
        return line.strip().removesuffix(".")


def load(folder: Path) -> dict[str, Snippet]:
    """Return the snippets in a folder by their features."""
    files = sorted([*folder.glob("*.py"), *folder.glob("*.js")])
    return {path.stem: Snippet(path) for path in files if path.stem != "__init__"}


def missing(folder: Path) -> dict[str, str]:
    """Return why a folder has no snippet of a feature that another one has."""
    path = folder / "missing.toml"
    return tomllib.loads(path.read_text(encoding="utf-8")) if path.exists() else {}


def folders() -> dict[str, Path]:
    """Return every folder of snippets by the title of what it is about."""
    found = {
        manifest.title: BACKENDS / manifest.name / "snippets" for manifest in load_all().values()
    }
    found |= {"Browser, native": BROWSER / "native", "Browser, Socket.IO": BROWSER / "socketio"}
    return {title: folder for title, folder in found.items() if folder.is_dir()}


def index() -> list[tuple[str, str, dict[str, Snippet | str]]]:
    """Return feature, title, and a cell for each folder: the snippet, why there is none, or ""."""
    columns = {title: (load(folder), missing(folder)) for title, folder in folders().items()}
    features = sorted({feature for snippets, _ in columns.values() for feature in snippets})
    rows = []
    for feature in features:
        cells: dict[str, Snippet | str] = {
            title: snippets.get(feature) or reasons.get(feature, "")
            for title, (snippets, reasons) in columns.items()
        }
        first = next(cell for cell in cells.values() if isinstance(cell, Snippet))
        rows.append((feature, first.title, cells))
    return rows


class Program(Process):
    """A snippet that runs, on a port that the system has chosen."""

    def __init__(
        self,
        path: Path,
        environment: str,
        options: Sequence[str] = ("--port", "0"),
        environ: Mapping[str, str] | None = None,
    ) -> None:
        """Start the file by its name from its own folder, with nothing of ours on the path."""
        self.path = path
        self._logged = threading.Condition()
        self._over = False
        python = interpreter(environment)
        if not python.exists():
            raise ServerError(f"{path.name} has no environment yet: nox -s {environment}")
        super().__init__([python, "-u", path.name, *options], environ or {}, cwd=path.parent)

    def __str__(self) -> str:
        return str(self.path.relative_to(ROOT))

    @cached_property
    def port(self) -> int:
        """The port that it listens on; the first look waits until there is one."""
        deadline = time.monotonic() + SECONDS_TO_START
        while time.monotonic() < deadline:
            try:
                status = self.process.wait(LOOK_AGAIN)
            except subprocess.TimeoutExpired:
                if ports := self._listening():
                    return ports[0]
            else:
                raise ServerError(self._complain(f"ended with status {status}"))
        raise ServerError(self._complain(f"did not serve within {SECONDS_TO_START} s"))

    def _listening(self) -> list[int]:
        try:
            program = psutil.Process(self.process.pid)
            connections = [
                connection
                for process in [program, *program.children(recursive=True)]
                for connection in process.net_connections("tcp")
            ]
        except psutil.NoSuchProcess:
            return []  # one of them has ended; the next look will show whether it matters
        return [c.laddr.port for c in connections if c.status == psutil.CONN_LISTEN]

    def expect_log(self, text: str) -> str:
        """Wait for a line with this text in it, and return the line."""
        with self._logged:
            self._logged.wait_for(lambda: self._find(text) or self._over, SECONDS_TO_START)
            line = self._find(text)
        assert line is not None, self._complain(f"did not print {text!r}")
        return line

    def _find(self, text: str) -> str | None:
        return next((line for line in self.log if text in line), None)

    def _printed(self, line: str) -> None:
        with self._logged:
            self._logged.notify_all()

    def _ended(self) -> None:
        with self._logged:
            self._over = True
            self._logged.notify_all()

    @property
    def url(self) -> str:
        """Where it serves HTTP."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def ws(self) -> str:
        """Where it serves WebSockets."""
        return f"ws://127.0.0.1:{self.port}"


def main() -> None:
    """Print the index: one line for each feature, and who has it."""
    for feature, title, cells in index():
        print(f"{feature}: {title}")
        for column, cell in cells.items():
            if isinstance(cell, Snippet):
                print(f"    {column}: yes, {cell.path.relative_to(ROOT)}")
            elif cell:
                print(f"    {column}: no: {cell}")


if __name__ == "__main__":
    main()
