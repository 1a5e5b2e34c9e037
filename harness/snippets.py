"""Finds the snippets and lists them by feature: `python3 run.py snippets rooms`.

Uses the standard library only: the documentation's environment lacks the harness's packages.
"""

import argparse
import ast
import sys
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from backends.shared.manifest import BACKENDS, ROOT

BROWSER = ROOT / "browser"
"""Snippets for pages belong to no backend: there is a folder for each protocol."""


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
        """The first line, without its full stop."""
        if self.path.suffix == ".js":
            line = self.source.lstrip("/* \n").partition("\n")[0].removesuffix("*/")
        else:
            line = (ast.get_docstring(ast.parse(self.source)) or "").partition("\n")[0]
        return line.strip().removesuffix(".")


@dataclass(frozen=True)
class Row:
    """One feature, with a cell for each library: a snippet, why there is none, or an empty text."""

    feature: str
    title: str
    cells: dict[str, Snippet | str]

    def matches(self, column: str, words: Sequence[str]) -> bool:
        """Tell whether the feature, the titles and the column's name contain all words."""
        cell = self.cells[column]
        own = cell.title if isinstance(cell, Snippet) else ""
        text = f"{self.feature} {self.title} {column} {own}".lower()
        return all(word.lower() in text for word in words)


def load(folder: Path) -> dict[str, Snippet]:
    """Return the snippets in a folder by their features."""
    files = sorted([*folder.glob("*.py"), *folder.glob("*.js")])
    return {path.stem: Snippet(path) for path in files if path.stem != "__init__"}


def missing(folder: Path) -> dict[str, str]:
    """Return why a folder has no snippet of a feature that another folder has."""
    path = folder / "missing.toml"
    return tomllib.loads(path.read_text(encoding="utf-8")) if path.exists() else {}


def folders() -> dict[str, Path]:
    """Return every folder of snippets by the title of its library.

    The title is in backend.toml, or in library.toml for a library without a backend.
    """
    found = {}
    for folder in sorted(BACKENDS.glob("*/snippets")):
        (file,) = [
            path
            for name in ("backend.toml", "library.toml")
            if (path := folder.with_name(name)).exists()
        ]
        found[str(tomllib.loads(file.read_text(encoding="utf-8"))["title"])] = folder
    return found | {
        "Browser, native": BROWSER / "native",
        "Browser, Socket.IO": BROWSER / "socketio",
    }


def index() -> list[Row]:
    """Return a row for each feature.

    Its title is the first snippet's, up to the colon: what follows is about one library.
    """
    columns = {title: (load(folder), missing(folder)) for title, folder in folders().items()}
    features = sorted({feature for snippets, _ in columns.values() for feature in snippets})
    rows = []
    for feature in features:
        cells: dict[str, Snippet | str] = {
            title: snippets.get(feature) or reasons.get(feature, "")
            for title, (snippets, reasons) in columns.items()
        }
        first = next(cell for cell in cells.values() if isinstance(cell, Snippet))
        rows.append(Row(feature, first.title.partition(": ")[0], cells))
    return rows


def main(words: Sequence[str]) -> None:
    """Print the features that have all the words, and where each library shows them."""
    rows = []
    for row in index():
        columns = [column for column in row.cells if row.matches(column, words)]
        if lines := [line for column in columns if (line := describe(column, row.cells[column]))]:
            rows.append("\n    ".join([f"{row.feature}: {row.title}", *lines]))
    if not rows:
        sys.exit(f"No snippet is about {' '.join(words)!r}. Leave out the words to list all.")
    print("\n".join(rows))


def describe(column: str, cell: Snippet | str) -> str:
    """Return the line of one library, or an empty text if there is neither snippet nor reason."""
    if isinstance(cell, Snippet):
        return f"{column}: {cell.path.relative_to(ROOT)}"
    return f"{column}: no snippet. {cell}" if cell else ""


if __name__ == "__main__":
    parser = argparse.ArgumentParser(
        prog="python3 run.py snippets",
        description="List the smallest program for each thing that a library can do.",
    )
    parser.add_argument("words", nargs="*", help="list only what has all of these words")
    main(parser.parse_args().words)
