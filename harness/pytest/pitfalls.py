"""The fixture of the pitfalls' tests; the conftest.py of each place that has some imports it."""

import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest
from playwright.sync_api import BrowserContext

from backends.shared.manifest import ROOT

from ..lab.catalogue import SIDES, Pitfall, load
from ..lab.run import Run
from ..lab.timeline import Timeline
from .report import Evidence

ADDRESS = re.compile(r"(?<=')(?:https?|wss?)://[^']*(?=')")
ANYTHING = re.compile(r"\\\.\\\.\\\.")
PLAYED = ROOT / "build" / "timelines"
PUBLISHED = ROOT / "docs" / "timelines"

RunSide = Callable[[str], Timeline]
"""The fixture `run_side`."""


@pytest.fixture
def pitfall(request: pytest.FixtureRequest) -> Pitfall:
    """The pitfall that a test is about: that of its file's name, `test_<name>.py`."""
    name = request.path.stem.removeprefix("test_")
    return {it.name: it for it in load(request.path.parents[1])}[name]


@pytest.fixture
def run_side(
    request: pytest.FixtureRequest,
    pitfall: Pitfall,
    context: BrowserContext,
    is_chromium: bool,
    evidence: Evidence,
) -> Iterator[RunSide]:
    """Run a side in a page: `run_side("broken")` returns its timeline while the script still runs.

    A fixed side's page and server have nothing to complain of, unless the marks `complains` and
    `traceback` say so. A broken side's page says what the pitfall says of the browser.
    """
    complaints: list[str] = []
    runs: list[Run] = []
    failed_before = request.session.testsfailed
    context.on(
        "console",
        lambda line: complaints.append(line.text) if line.type in ("error", "warning") else None,
    )

    with ExitStack() as stack:

        def run_side(side: str) -> Timeline:
            assert side in SIDES
            assert not runs, "one side a test: it is its server that is held to its log"
            run = Run(pitfall, side)
            stack.callback(run.stop)
            runs.append(run)
            evidence.append((f"timeline of {pitfall.key}, {side}", run.timeline.lines))
            evidence.append((f"log of {pitfall.key}, {side}", lambda: run.server.log))
            run.wait_until_ready()
            context.new_page().goto(run.page)
            return run.timeline

        yield run_side

        if [run.side for run in runs] == ["broken"] and is_chromium:
            for said in (text for where, text in pitfall.symptoms if where == "browser"):
                expect_words(context, said, complaints, runs[0].timeline)
        passed = request.session.testsfailed == failed_before
        folder = PUBLISHED if passed and request.config.getoption("publish") else PLAYED
        for run in runs:
            path = folder / pitfall.folder / f"{pitfall.name}.{run.side}.json"
            run.timeline.save(path, **run.about())
        for page in context.pages:
            page.close()

    if [run.side for run in runs] == ["fixed"]:
        marker = request.node.get_closest_marker("complains")
        allowed = marker.args if marker else ()
        assert [line for line in complaints if not any(part in line for part in allowed)] == []
        if not request.node.get_closest_marker("traceback"):
            assert [line for line in runs[0].server.log if line.startswith("Traceback")] == []


def expect_words(
    context: BrowserContext, said: str, complaints: list[str], timeline: Timeline
) -> None:
    """Wait until the page's console, or what was thrown in it, has this text.

    Addresses differ from run to run, and `...` stands for whatever there is.
    """
    words = re.compile(ANYTHING.sub(".*", re.escape(ADDRESS.sub("...", said))))
    thrown = [event.text for event in timeline.seen("client", kind="error")]
    if not any(words.search(text) for text in [*complaints, *thrown]):
        context.wait_for_event("console", lambda line: bool(words.search(line.text)))
