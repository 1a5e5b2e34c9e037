"""Directives made from the manifests and the noxfile: `{backends}`, `{by-backend} chat.py`, ...

A new backend's folder is enough: every page that lists backends, or shows a file of each, has it.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util.docutils import SphinxDirective
from sphinx.util.typing import ExtensionMetadata

from backends.shared import manifest

SHOWN_ELSEWHERE = {"__init__.py", "echo.py", "broadcast.py", "chat.py", "push.py"}


class BackendsDirective(SphinxDirective):
    """`{backends}`: all backends, each with its summary, protocol and servers."""

    def run(self) -> list[nodes.Node]:
        """Parse the list here."""
        protocols = {"native": "Native WebSocket", "socketio": "Socket.IO"}
        lines = []
        for backend in manifest.load_all().values():
            servers = ", ".join(f"`{server.name}` ({server.title})" for server in backend.servers)
            lines += [
                backend.title,
                f": {backend.summary}",
                f"  {protocols[backend.protocol]}; served by {servers}.",
                "",
            ]
        return self.parse_text_to_nodes("\n".join(lines))


class ByBackendDirective(SphinxDirective):
    """`{by-backend} chat.py`: one file of each backend, in synchronised tabs.

    `{by-backend} *`: all files that no other page shows.
    """

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Parse a tab for each backend that has the file."""
        here = Path(self.env.doc2path(self.env.docname)).parent
        lines = ["::::{tab-set}", ":sync-group: backend"]
        for backend in manifest.load_all().values():
            paths = [
                path
                for path in sorted((manifest.BACKENDS / backend.name).glob("*.py"))
                if path.name == self.arguments[0]
                or (self.arguments[0] == "*" and path.name not in SHOWN_ELSEWHERE)
            ]
            lines += [f":::{{tab-item}} {backend.title}", f":sync: {backend.name}"] if paths else []
            for path in paths:
                lines += [
                    f"```{{literalinclude}} {os.path.relpath(path, here)}",
                    f":caption: '`{path.relative_to(manifest.ROOT)}`'",
                    "```",
                ]
            lines += [":::"] if paths else []
        return self.parse_text_to_nodes("\n".join([*lines, "::::"]))


class CommandsDirective(SphinxDirective):
    """`{commands}`: every nox session with its description."""

    def run(self) -> list[nodes.Node]:
        """Parse the table here."""
        listing = subprocess.run(
            # Without a filter the listing has the default sessions only, and there are none.
            [sys.executable, "-m", "nox", "--list", "--json", "--keywords", "True"],
            cwd=manifest.ROOT,
            check=True,
            capture_output=True,
            text=True,
        )
        rows = []
        for session in json.loads(listing.stdout):
            if not session["session"].startswith("env-"):  # a step of other commands
                what, _, options = session["description"].partition(": -- ")
                arguments = f"`{options.rstrip('.')}`" if options else ""
                rows.append(f"| `{session['session']}` | {what.rstrip('.')} | {arguments} |")
        head = ["| Command | What it does | Options |", "|---|---|---|"]
        return self.parse_text_to_nodes("\n".join([*head, *rows]))


class DeviationsDirective(SphinxDirective):
    """`{deviations}`: what backends do instead of the contract, and why."""

    def run(self) -> list[nodes.Node]:
        """Parse the table here, or a sentence if there are no deviations."""
        rows = [
            f"| {backend.title} | {each.contract} | {each.instead} | {each.reason} |"
            for backend in manifest.load_all().values()
            for each in backend.deviations
        ]
        head = ["| Backend | The contract asks | What happens | Why |", "|---|---|---|---|"]
        text = "\n".join([*head, *rows]) if rows else "No backend deviates from the contract."
        return self.parse_text_to_nodes(text)


def read_all(app: Sphinx, env: BuildEnvironment, *changes: set[str]) -> set[str]:
    """Read every page again: Sphinx cannot know which pages a new backend changes."""
    return env.found_docs


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the directives."""
    app.add_directive("backends", BackendsDirective)
    app.add_directive("by-backend", ByBackendDirective)
    app.add_directive("commands", CommandsDirective)
    app.add_directive("deviations", DeviationsDirective)
    app.connect("env-get-outdated", read_all)
    return {"version": "1", "parallel_read_safe": True}
