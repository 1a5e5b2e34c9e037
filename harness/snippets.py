"""Finds the snippets and builds their index: `python3 run.py snippets` prints it.

Uses the standard library only: the documentation's environment lacks the harness's packages.
"""

import ast
import sys
import tomllib
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from backends.shared.manifest import BACKENDS, ROOT, load_all

BROWSER = ROOT / "browser"
"""Snippets that run in a page belong to no backend. There is a folder for each protocol."""


@dataclass(frozen=True)
class Snippet:
    """One file that shows one thing."""

    path: Path

    @property
    def feature(self) -> str:
        """The file's name, which is the same in every library."""
        return self.path.stem

    @cached_property
    def source(self) -> str:
        """The file's text."""
        return self.path.read_text(encoding="utf-8")

    @cached_property
    def title(self) -> str:
        """The first line, without its period."""
        if self.path.suffix == ".js":
            line = self.source.lstrip("/* \n").partition("\n")[0].removesuffix("*/")
        else:
            line = (ast.get_docstring(ast.parse(self.source)) or "").partition("\n")[0]
        return line.strip().removesuffix(".")


def load(folder: Path) -> dict[str, Snippet]:
    """Return a folder's snippets by feature."""
    files = sorted([*folder.glob("*.py"), *folder.glob("*.js")])
    return {path.stem: Snippet(path) for path in files if path.stem != "__init__"}


def missing(folder: Path) -> dict[str, str]:
    """Return the features that a folder lacks, with the reasons."""
    path = folder / "missing.toml"
    return tomllib.loads(path.read_text(encoding="utf-8")) if path.exists() else {}


def folders() -> dict[str, Path]:
    """Return every folder of snippets by its title."""
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


def main() -> None:
    """Print the features whose name or title contains the words, and who has them."""
    words = [word.lower() for word in sys.argv[1:]]
    rows = [row for row in index() if all(word in f"{row[0]} {row[1]}".lower() for word in words)]
    if not rows:
        sys.exit(f"No snippet is about {' '.join(words)!r}. Without words, this lists all.")
    for feature, title, cells in rows:
        print(f"{feature}: {title}")
        for column, cell in cells.items():
            if isinstance(cell, Snippet):
                print(f"    {column}: yes, {cell.path.relative_to(ROOT)}")
            elif cell:
                print(f"    {column}: no: {cell}")


if __name__ == "__main__":
    main()
