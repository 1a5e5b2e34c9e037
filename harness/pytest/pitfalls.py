"""The fixtures of the pitfalls' tests, imported by the conftest.py of their folders."""

import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest
from playwright.sync_api import BrowserContext

from backends.shared.manifest import ROOT

from ..lab.catalogue import SIDES, Pitfall, load
from ..lab.published import VARIES, differences, load_timeline, path_of, publishable, save_timeline
from ..lab.run import Run
from ..lab.timeline import Timeline
from .report import Evidence

ADDRESS = re.compile(r"(?<=')(?:https?|wss?)://[^']*(?=')")
ANYTHING = re.compile(r"\\\.\\\.\\\.")

AFTERWARDS = 500
"""Milliseconds for which a published timeline continues after its test, to include late events."""

RunSide = Callable[[str], Timeline]
"""The fixture `run_side`."""


@pytest.fixture
def pitfall(request: pytest.FixtureRequest) -> Pitfall:
    """The pitfall that a test is about: its file is called `test_<name>.py`."""
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

    After the test, the run must agree with its published timeline. On the fixed side the
    page's console must have no errors and the server's log no traceback, unless the marks
    `complains` and `traceback` allow them. On the broken side the console must show the symptoms
    that the pitfall lists for the browser.
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
            assert not runs, (
                "a test runs one side, because the checks of the log are for one server"
            )
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
        if passed and is_chromium:
            for run in runs:
                compare(run, context, publish=request.config.getoption("publish"))
        for page in context.pages:
            page.close()

    if [run.side for run in runs] == ["fixed"]:
        marker = request.node.get_closest_marker("complains")
        allowed = marker.args if marker else ()
        assert [line for line in complaints if not any(part in line for part in allowed)] == []
        if not request.node.get_closest_marker("traceback"):
            assert [line for line in runs[0].server.log if line.startswith("Traceback")] == []


def compare(run: Run, context: BrowserContext, *, publish: bool) -> None:
    """Wait until a run agrees with its published timeline, or publish the run's events."""
    path = path_of(run.pitfall, run.side)
    published = load_timeline(path) if path.exists() else []
    if published and f"{run.pitfall.key}.{run.side}" in VARIES:
        return

    def differ() -> list[str]:
        return differences(published, publishable(run.timeline))

    if publish:
        context.pages[0].wait_for_timeout(AFTERWARDS)
        if differ():
            save_timeline(path, publishable(run.timeline))
    elif not run.timeline.wait_until(lambda: not differ()):
        name = path.relative_to(ROOT)
        pytest.fail("\n".join([f"The run differs from {name}.", *differ()]), pytrace=False)


def expect_words(
    context: BrowserContext, said: str, complaints: list[str], timeline: Timeline
) -> None:
    """Wait until the page's console or an uncaught error has this text.

    Addresses are not compared, and `...` matches anything.
    """
    words = re.compile(ANYTHING.sub(".*", re.escape(ADDRESS.sub("...", said))))
    thrown = [event.text for event in timeline.seen("client", kind="error")]
    if not any(words.search(text) for text in [*complaints, *thrown]):
        context.wait_for_event("console", lambda line: bool(words.search(line.text)))
