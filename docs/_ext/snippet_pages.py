"""Write a page for each feature that has snippets, and `{snippets}`, the table of them all.

The pages are made anew for each build, in docs/snippets: a new file among a backend's snippets is
enough to have one.
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
"""What may stand beside a program, under its name."""


class SnippetsDirective(SphinxDirective):
    """`{snippets}`: features down, libraries across; each cell leads to the code."""

    def run(self) -> list[nodes.Node]:
        """Parse the table here."""
        rows = index()
        columns = list(rows[0][2])
        lines = [row("Feature", *columns), row("---", *("---" for _ in columns))]
        for feature, title, cells in rows:
            answers = (
                "yes" if isinstance(cell, Snippet) else "no" if cell else ""
                for cell in cells.values()
            )
            lines.append(row(f"[{title}](snippets/{feature}.md)", *answers))
        return self.parse_text_to_nodes("\n".join(["::::{container} snippets", *lines, "::::"]))


def row(*cells: str) -> str:
    """Write one row of a table."""
    return f"| {' | '.join(cells)} |"


def write_snippet_pages(app: Sphinx) -> None:
    """Write a page for each feature."""
    pages = {f"{feature}.md": page(title, cells) for feature, title, cells in index()}
    write_pages(FOLDER, pages)


def page(title: str, cells: dict[str, Snippet | str]) -> str:
    """Return a feature's page: the same thing in each library, in tabs that stay in step."""
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
    """Include a snippet whole, and what stands beside it."""
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
    """Register the directive, and write the pages before Sphinx looks for them."""
    app.add_directive("snippets", SnippetsDirective)
    app.connect("builder-inited", write_snippet_pages)
    return {"version": "1", "parallel_read_safe": True}
