"""Renders docs/matrix.json: `{matrix} overview` and `{matrix} servers`.

`{matrix} broken` renders the broken servers of the manifests.
"""

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective
from sphinx.util.typing import ExtensionMetadata

from harness.matrix import render

PARTS = {
    "overview": lambda: render.overview(render.read()),
    "servers": lambda: render.servers(render.read()),
    "broken": render.broken,
}


class MatrixDirective(SphinxDirective):
    """`{matrix} <part>`: one table of the support matrix."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Parse the table's Markdown."""
        self.env.note_dependency(str(render.MATRIX))
        return self.parse_text_to_nodes("\n".join(PARTS[self.arguments[0]]()))


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the directive."""
    app.add_directive("matrix", MatrixDirective)
    return {"version": "1", "parallel_read_safe": True}
