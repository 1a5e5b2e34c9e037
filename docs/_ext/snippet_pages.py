"""Write a page for each feature that has snippets, and `{snippets}`, the table of all features.

Each build writes the pages to docs/snippets, so a new file among the snippets gets its page.
"""

import os
from collections.abc import Iterator
from pathlib import Path

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective
from sphinx.util.typing import ExtensionMetadata

from backends.shared.manifest import ROOT
from docs._ext.generated_pages import write_pages
from harness.snippets import Snippet, index

FOLDER = ROOT / "docs" / "snippets"
CLIENT_SIDE = (".html", ".conf")
"""Suffixes of the files that may belong to a program, with the same name."""


class SnippetsDirective(SphinxDirective):
    """`{snippets}`: a row for each feature, a column for each library."""

    def run(self) -> list[nodes.Node]:
        """Parse the table."""
        rows = index()
        columns = list(rows[0].cells)
        lines = [table_row("Feature", *columns), table_row("---", *("---" for _ in columns))]
        for row in rows:
            answers = (
                "yes" if isinstance(cell, Snippet) else "no" if cell else ""
                for cell in row.cells.values()
            )
            lines.append(table_row(f"[{row.title}](snippets/{row.feature}.md)", *answers))
        return self.parse_text_to_nodes("\n".join(["::::{container} snippets", *lines, "::::"]))


def table_row(*cells: str) -> str:
    """Write one row of a table."""
    return f"| {' | '.join(cells)} |"


def write_snippet_pages(app: Sphinx) -> None:
    """Write a page for each feature."""
    write_pages(FOLDER, {f"{row.feature}.md": page(row.title, row.cells) for row in index()})


def page(title: str, cells: dict[str, Snippet | str]) -> str:
    """Return a feature's page: its snippets in synchronised tabs, and why others have none."""
    lines = ["---", "orphan: true", "---", "", f"# {title}", "", "::::{tab-set}"]
    lines += [":sync-group: backend"]
    for column, cell in cells.items():
        if isinstance(cell, Snippet):
            lines += [f":::{{tab-item}} {column}", f":sync: {column}", *code(cell.path), ":::"]
    lines += ["::::", ""]
    lines += [
        f"- **{column}**: {cell}"
        for column, cell in cells.items()
        if isinstance(cell, str) and cell
    ]
    return "\n".join([*lines, ""])


def code(path: Path) -> Iterator[str]:
    """Include a whole snippet and the files that belong to it."""
    for file in (path, *(path.with_suffix(suffix) for suffix in CLIENT_SIDE)):
        if file.exists():
            language = {".conf": "nginx", ".js": "javascript", ".html": "html"}.get(
                file.suffix, "python"
            )
            yield f"```{{literalinclude}} {os.path.relpath(file, FOLDER)}"
            yield f":language: {language}"
            yield f":caption: '`{file.relative_to(ROOT)}`'"
            yield "```"


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the directive, and write the pages before Sphinx collects its sources."""
    app.add_directive("snippets", SnippetsDirective)
    app.connect("builder-inited", write_snippet_pages)
    return {"version": "1", "parallel_read_safe": True}
