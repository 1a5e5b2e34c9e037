"""Write a page for each pitfall, and the lists `{pitfalls} backend` and `{pitfalls} symptom`.

Each build writes the pages to docs/pitfalls. Their timelines come from docs/timelines, which
`python3 run.py test-pitfalls -- --publish` writes; the lab's style sheet lays them out.
"""

import os
from collections.abc import Iterator
from html import escape
from pathlib import Path

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective
from sphinx.util.typing import ExtensionMetadata

from backends.shared.manifest import ROOT
from docs._ext.generated_pages import write_pages
from harness.lab.catalogue import LOOKS_LIKE, SIDES, Pitfall, catalogue
from harness.lab.published import load_timeline, path_of

FOLDER = ROOT / "docs" / "pitfalls"

SHOWN = 40
"""How many events of a timeline a page shows."""


class PitfallsDirective(SphinxDirective):
    """`{pitfalls} backend` lists all pitfalls by library, `{pitfalls} symptom` by symptom."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Insert the lists."""
        pitfalls = catalogue()
        if self.arguments[0] == "symptom":
            groups = {look: [it for it in pitfalls if look in it.looks_like] for look in LOOKS_LIKE}
        else:
            groups = {it.about: [] for it in pitfalls}
            for it in pitfalls:
                groups[it.about].append(it)
        lines = []
        for title, members in groups.items():
            about = self.arguments[0] == "symptom"
            lines += [f"**{title[:1].upper()}{title[1:]}**", ""]
            lines += [entry(pitfall, about=about) for pitfall in members]
            lines.append("")
        return self.parse_text_to_nodes("\n".join(lines))


def entry(pitfall: Pitfall, *, about: bool) -> str:
    """Write one line of a list."""
    more = f" ({pitfall.about})" if about else ""
    return f"- [{pitfall.title}](pitfalls/{pitfall.folder}-{pitfall.name}.md){more}"


def write_pitfall_pages(app: Sphinx) -> None:
    """Write a page for each pitfall."""
    pages = {f"{it.folder}-{it.name}.md": "\n".join(page(it)) + "\n" for it in catalogue()}
    write_pages(FOLDER, pages)


def page(pitfall: Pitfall) -> Iterator[str]:
    """Write a pitfall's page: symptoms, code and timeline of both sides, cause and fix."""
    yield from ["---", "orphan: true", "---", "", f"# {pitfall.title}", ""]
    yield f"*{pitfall.about}*: {', '.join(pitfall.looks_like)}."
    yield ""
    for where, text in pitfall.symptoms:
        yield from [where.capitalize(), f": {text}", ""]
    for side in SIDES:
        yield from [f"## {side.capitalize()}", "", *code(pitfall, side), ""]
        yield from ["```{raw} html", *timeline(pitfall, side), "```", ""]
    for section in ("Cause", "Fix", "Versions"):
        yield from [f"## {section}", "", pitfall.sections[section], ""]
    yield from ["## References", ""]
    for reference in pitfall.references:
        yield f"- <{reference}>" if reference.startswith("https://") else f"- {reference}"
    yield from ["", "## Run it", "", "```sh", "python3 run.py pitfalls", "```", ""]
    yield "Then choose the pitfall, or paste what you see. The whole code:"
    yield ""
    for path in dict.fromkeys([pitfall.path, pitfall.script]):
        yield f":::{{dropdown}} `{path.relative_to(ROOT)}`"
        yield from included(path)
        yield ":::"


def code(pitfall: Pitfall, side: str) -> Iterator[str]:
    """Include a side's code, with the lines marked that differ from the other side."""
    lines = pitfall.code(side)
    marked = ",".join(str(n) for n, line in enumerate(lines, 1) if line.differs)
    options = [f":lines: {lines[0].number}-{lines[-1].number}"]
    if marked:
        options.append(f":emphasize-lines: {marked}")
    yield from included(pitfall.path, *options)


def included(path: Path, *options: str) -> Iterator[str]:
    """Include a file, or a part of it."""
    yield f"```{{literalinclude}} {os.path.relpath(path, FOLDER)}"
    yield f":language: {'javascript' if path.suffix == '.js' else 'python'}"
    yield from options
    yield "```"


def timeline(pitfall: Pitfall, side: str) -> Iterator[str]:
    """Write a side's timeline as a list."""
    events = load_timeline(path_of(pitfall, side))
    more = len(events) - SHOWN
    attributes = f' data-more="{more}"' if more > 0 else ""
    yield f'<ol class="timeline" aria-label="What happens on the {side} side"{attributes}>'
    lanes = "".join(f"<span>{lane}</span>" for lane in ("client", "wire", "server"))
    yield f'<li class="lanes" aria-hidden="true">{lanes}</li>'
    for event in events[:SHOWN]:
        text = escape(" ".join(event.text.split()))
        yield (
            f'<li data-lane="{event.lane}" data-kind="{event.kind}">'
            f'<span class="at">{event.at / 1000:.2f}</span>'
            f'<span class="lane">{event.lane}</span>'
            f'<span class="what" title="{text}">{text}</span></li>'
        )
    yield "</ol>"


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the directive, and write the pages before Sphinx looks for them."""
    app.add_directive("pitfalls", PitfallsDirective)
    app.connect("builder-inited", write_pitfall_pages)
    return {"version": "1", "parallel_read_safe": True}
