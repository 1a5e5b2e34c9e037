"""The fixture of the pitfalls' tests; the conftest.py of each place that has some imports it."""

import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest
from playwright.sync_api import BrowserContext

from backends.shared.manifest import ROOT

from ..lab.catalogue import FORMS, Pitfall, load
from ..lab.stage import Stage
from ..lab.timeline import Timeline
from .report import Evidence

ADDRESS = re.compile(r"(?<=')(?:https?|wss?)://[^']*(?=')")
ANYTHING = re.compile(r"\\\.\\\.\\\.")
PLAYED = ROOT / "build" / "timelines"
PUBLISHED = ROOT / "docs" / "timelines"

Play = Callable[[str], Timeline]
"""The fixture `play`."""


@pytest.fixture
def pitfall(request: pytest.FixtureRequest) -> Pitfall:
    """The pitfall that a test is about: that of its file's name, `test_<name>.py`."""
    name = request.path.stem.removeprefix("test_")
    return {it.name: it for it in load(request.path.parents[1])}[name]


@pytest.fixture
def play(
    request: pytest.FixtureRequest,
    pitfall: Pitfall,
    context: BrowserContext,
    is_chromium: bool,
    evidence: Evidence,
) -> Iterator[Play]:
    """Play a form in a page: `play("broken")` returns its timeline, while the play goes on.

    A fixed form's page and server have nothing to complain of, unless the marks `complains` and
    `traceback` say so. A broken form's page says what the pitfall says of the browser.
    """
    complaints: list[str] = []
    stages: list[Stage] = []
    failed_before = request.session.testsfailed
    context.on(
        "console",
        lambda line: complaints.append(line.text) if line.type in ("error", "warning") else None,
    )

    with ExitStack() as stack:

        def play(form: str) -> Timeline:
            assert form in FORMS
            assert not stages, "one form a test: it is its server that is held to its log"
            stage = Stage(pitfall, form)
            stack.callback(stage.stop)
            stages.append(stage)
            evidence.append((f"timeline of {pitfall.key}, {form}", stage.timeline.lines))
            evidence.append((f"log of {pitfall.key}, {form}", lambda: stage.server.log))
            stage.wait_until_ready()
            context.new_page().goto(stage.page)
            return stage.timeline

        yield play

        if [stage.form for stage in stages] == ["broken"] and is_chromium:
            for said in (text for where, text in pitfall.symptoms if where == "browser"):
                expect_words(context, said, complaints, stages[0].timeline)
        passed = request.session.testsfailed == failed_before
        folder = PUBLISHED if passed and request.config.getoption("publish") else PLAYED
        for stage in stages:
            path = folder / pitfall.folder / f"{pitfall.name}.{stage.form}.json"
            stage.timeline.save(path, **stage.about())
        for page in context.pages:
            page.close()

    if [stage.form for stage in stages] == ["fixed"]:
        marker = request.node.get_closest_marker("complains")
        allowed = marker.args if marker else ()
        assert [line for line in complaints if not any(part in line for part in allowed)] == []
        if not request.node.get_closest_marker("traceback"):
            assert [line for line in stages[0].server.log if line.startswith("Traceback")] == []


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
