"""Write a page for each pitfall, and `{pitfalls} backend` and `{pitfalls} symptom`, their lists.

The pages are made anew for each build, in docs/pitfalls. Their pictures are drawn from
docs/timelines, which `nox -s test-pitfalls -- --publish` writes.
"""

import json
import os
from collections.abc import Iterable, Iterator
from html import escape
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective
from sphinx.util.typing import ExtensionMetadata

from backends.shared.manifest import ROOT
from docs._ext.generated_pages import write_pages
from harness.lab.catalogue import LOOKS_LIKE, SIDES, Pitfall, catalogue

FOLDER = ROOT / "docs" / "pitfalls"
TIMELINES = ROOT / "docs" / "timelines"

DRAWN = 40
"""So many events of a timeline are drawn."""
LANES = {"client": 62, "wire": 262, "server": 512}
"""Where each lane begins, in the picture's units; a character is `CHARACTER` wide."""
WIDTH = 760
CHARACTER = 6.62
ROW = 17
SIGNS = {"up": "↑ ", "down": "↓ ", "torn": "✕ ", "request": "→ ", "response": "← ", "network": "! "}


class PitfallsDirective(SphinxDirective):
    """`{pitfalls} backend`: all pitfalls, under what they are about; or under their symptoms."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Parse the lists here."""
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
    """Yield a pitfall's page: what one sees, both codes, both timelines, cause and fix."""
    yield from ["---", "orphan: true", "---", "", f"# {pitfall.title}", ""]
    yield f"*{pitfall.about}*: {', '.join(pitfall.looks_like)}."
    yield ""
    for where, text in pitfall.symptoms:
        yield from [where.capitalize(), f": {text}", ""]
    for side in SIDES:
        yield from [f"## {side.capitalize()}", "", *code(pitfall, side), ""]
        yield from ["```{raw} html", *picture(pitfall, side), "```", ""]
    for section in ("Cause", "Fix", "Versions"):
        yield from [f"## {section}", "", pitfall.sections[section], ""]
    yield from ["## References", ""]
    for reference in pitfall.references:
        yield f"- <{reference}>" if reference.startswith("https://") else f"- {reference}"
    yield from ["", "## Play it", "", "```sh", "python3 run.py pitfalls", "```", ""]
    yield "Then choose it, or paste what you saw. All of its code:"
    yield ""
    for path in dict.fromkeys([pitfall.path, pitfall.script]):
        yield f":::{{dropdown}} `{path.relative_to(ROOT)}`"
        yield from included(path)
        yield ":::"


def code(pitfall: Pitfall, side: str) -> Iterator[str]:
    """Include a side, with the lines that the other has not got marked."""
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


def picture(pitfall: Pitfall, side: str) -> Iterator[str]:
    """Draw a side's timeline, as the last published run of the tests saw it."""
    path = TIMELINES / pitfall.folder / f"{pitfall.name}.{side}.json"
    timeline = json.loads(path.read_text(encoding="utf-8"))
    events: list[dict[str, Any]] = timeline["events"][:DRAWN]
    more = len(timeline["events"]) - len(events) + timeline["more"]
    height = ROW * (len(events) + 2 + (more > 0))
    label = f"What happens, in milliseconds: {side}"
    yield f'<svg class="timeline" viewBox="0 0 {WIDTH} {height}" role="group" aria-label="{label}">'
    for lane, x in LANES.items():
        yield f'<text class="lane" x="{x}" y="{ROW - 4}">{lane}</text>'
    yield from rows(events)
    if more > 0:
        yield f'<text class="at" x="62" y="{height - 5}">and {more} more</text>'
    yield "</svg>"


def rows(events: Iterable[dict[str, Any]]) -> Iterator[str]:
    """Draw a line of text for each event, whole when one points at it."""
    ends = [*list(LANES.values())[1:], WIDTH]
    widths = {
        lane: int((end - x) / CHARACTER) - 1
        for (lane, x), end in zip(LANES.items(), ends, strict=True)
    }
    for number, event in enumerate(events, 2):
        y = ROW * number - 5
        text = SIGNS.get(event["kind"], "") + " ".join(event["text"].split())
        room = widths[event["lane"]]
        short = text if len(text) <= room else f"{text[: room - 1]}…"
        yield f'<text class="at" x="52" y="{y}" text-anchor="end">{event["at"]:.0f}</text>'
        yield (
            f'<text class="{event["lane"]} {event["kind"]}" x="{LANES[event["lane"]]}" y="{y}">'
            f"<title>{escape(text)}</title>{escape(short)}</text>"
        )


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the directive, and write the pages before Sphinx looks for them."""
    app.add_directive("pitfalls", PitfallsDirective)
    app.connect("builder-inited", write_pitfall_pages)
    return {"version": "1", "parallel_read_safe": True}
