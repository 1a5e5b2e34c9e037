"""Renders the matrix as Markdown tables, for the documentation and the README.

Uses the standard library only: the documentation's environment lacks the harness's packages.
"""

import json
import re
from collections.abc import Iterator

from backends.shared.manifest import ROOT, Manifest, load_all

from ..deployments import Deployment

MATRIX = ROOT / "docs" / "matrix.json"
README = ROOT / "README.md"
MARKED = re.compile(r"(?<=<!-- matrix -->\n)(.*?)(?=<!-- end of matrix -->)", re.DOTALL)

YES, OWN_CODE, NO, NONE = "yes", "by our code", "no", "not applicable"
SHORT = {YES: "yes", OWN_CODE: "own code", NO: "no", NONE: "n/a"}

Cells = dict[str, str]
Matrix = dict[str, Cells]


def read() -> Matrix:
    """Return the published matrix: a column for each deployment, and its rows."""
    matrix: Matrix = json.loads(MATRIX.read_text(encoding="utf-8"))
    return matrix


def overview(matrix: Matrix) -> Iterator[str]:
    """Compare the backends. If a backend's servers differ, a cell has several answers."""
    backends = load_all().values()
    yield row("", *(backend.title for backend in backends))
    yield row("---", *("---" for _ in backends))
    for title in titles(matrix):
        yield row(title, *(summary(matrix, backend, title) for backend in backends))
    yield row("Ways to serve it", *(str(ways(matrix, backend)) for backend in backends))


def ways(matrix: Matrix, backend: Manifest) -> int:
    """Return on how many of its servers a backend works."""
    return sum(matrix[str(Deployment(backend, spec))]["Text"] != NO for spec in backend.servers)


def titles(matrix: Matrix) -> list[str]:
    """Return the features, which are the same in every column."""
    return list(next(iter(matrix.values())))


def summary(matrix: Matrix, backend: Manifest, title: str) -> str:
    """Return a backend's answers without repetitions."""
    found = {matrix[str(Deployment(backend, spec))][title] for spec in backend.servers}
    return ", ".join(SHORT[answer] for answer in SHORT if answer in found)


def servers(matrix: Matrix) -> Iterator[str]:
    """Show the rows in which the servers of a backend differ."""
    for backend in load_all().values():
        differ = [title for title in titles(matrix) if "," in summary(matrix, backend, title)]
        if differ:
            yield from ("", f"**{backend.title}**", "", row("Server", *differ))
            yield row("---", *("---" for _ in differ))
        for spec in backend.servers if differ else ():
            cells = matrix[str(Deployment(backend, spec))]
            yield row(f"`{spec.name}`", *(SHORT[cells[title]] for title in differ))


def broken() -> Iterator[str]:
    """Show the broken servers; a test checks each of them."""
    for backend in load_all().values():
        if backend.broken:
            yield from ("", f"**{backend.title}**", "")
            yield row("Server", "Command", "What happens", "Message", "Use instead")
            yield row(*["---"] * 5)
        for spec in backend.broken:
            command = code(f"python -m {spec.command.format(port=8000)}")
            message = code(spec.message) if spec.message else "none"
            yield row(spec.title, command, spec.outcome, message, code(spec.instead))


def code(text: str) -> str:
    """Write text as code in a table's cell."""
    return f"`{text}`".replace("|", "\\|")


def row(*cells: str) -> str:
    """Write one row of a table."""
    return f"| {' | '.join(cells)} |"


def with_matrix(text: str, matrix: Matrix) -> str:
    """Return the README with the overview between its two comments."""
    lines = "\n".join(overview(matrix))
    return MARKED.sub(lambda _: f"\n{lines}\n\n", text)
