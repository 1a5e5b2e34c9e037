"""Every pitfall keeps its side, and is proven: broken and fixed."""

import ast
import json
import re
from pathlib import Path

import pytest

from backends.shared.manifest import ROOT, load_all
from harness.lab.catalogue import LOOKS_LIKE, SIDES, Pitfall, catalogue, folders

PITFALLS = catalogue()
AT_LEAST = 40
TITLE_MAX = 80
FORM_MAX = 40
"""So many lines of a side are still seen at a glance."""


def proofs(folder: Path) -> dict[str, Path]:
    """Return the files with a folder's tests, by the names of what they test."""
    return {path.stem.removeprefix("test_"): path for path in (folder / "tests").glob("test_*.py")}


def played(path: Path) -> set[str]:
    """Return the sides that a file's tests play, as they are called: `run_side("broken")`."""
    return {
        call.args[0].value
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Name)
        and call.func.id == "run_side"
        and isinstance(call.args[0], ast.Constant)
        and isinstance(call.args[0].value, str)
    }


@pytest.mark.parametrize("pitfall", PITFALLS, ids=lambda pitfall: pitfall.key)
def test_should_keep_its_form(pitfall: Pitfall) -> None:
    """A pitfall says all that it must, and its two sides can be seen at a glance."""
    pitfall.check()
    assert 10 < len(pitfall.title) <= TITLE_MAX
    assert "`" not in pitfall.title
    assert max(len(pitfall.code(side)) for side in SIDES) <= FORM_MAX
    if not pitfall.in_page:
        assert pitfall.source.endswith('if __name__ == "__main__":\n    run(broken, fixed)\n')


def test_should_prove_every_pitfall() -> None:
    """No pitfall is without a test of its own that plays both sides, and no test without one."""
    for folder in folders():
        mine = [pitfall.name for pitfall in PITFALLS if pitfall.path.parent == folder]
        found = proofs(folder)
        assert sorted(mine) == sorted(found)
        assert {name for name, path in found.items() if played(path) != set(SIDES)} == set()


def test_should_have_pitfalls_for_every_symptom() -> None:
    """There are many, each is about a backend or a page, and whatever one sees, there is one."""
    assert len(PITFALLS) >= AT_LEAST
    assert {pitfall.folder for pitfall in PITFALLS} <= {*load_all(), "native", "socketio"}
    assert {it for pitfall in PITFALLS for it in pitfall.looks_like} == set(LOOKS_LIKE)


def test_should_keep_plays_beside_their_pitfalls() -> None:
    """A script in a backend's folder of pitfalls is the play of one of them."""
    plays = [path for folder in folders() for path in folder.glob("*.js")]
    of_pitfalls = {pitfall.script for pitfall in PITFALLS}
    assert [str(path.relative_to(ROOT)) for path in plays if path not in of_pitfalls] == []


@pytest.mark.parametrize("pitfall", PITFALLS, ids=lambda pitfall: pitfall.key)
def test_should_publish_what_was_seen(pitfall: Pitfall) -> None:
    """The documentation has a timeline of each side: `nox -s test-pitfalls -- --publish`."""
    for side in SIDES:
        path = ROOT / "docs" / "timelines" / pitfall.folder / f"{pitfall.name}.{side}.json"
        seen = json.loads(path.read_text(encoding="utf-8"))
        assert (seen["pitfall"], seen["side"]) == (pitfall.key, side)
        # Where a browser refuses by itself, nothing gets as far as the wire.
        lanes = {event["lane"] for event in seen["events"]}
        assert lanes > {"client"} if side == "fixed" else "client" in lanes


def test_should_publish_nothing_else() -> None:
    """A timeline belongs to a pitfall, and names no folder of the machine that it was seen on."""
    paths = [*(ROOT / "docs" / "timelines").rglob("*.json")]
    keys = {f"{path.parent.name}/{path.name.partition('.')[0]}" for path in paths}
    assert keys == {pitfall.key for pitfall in PITFALLS}
    private = re.compile(r"/(home|root|Users|tmp)/|/\.nox/")
    assert [path.name for path in paths if private.search(path.read_text("utf-8"))] == []


def test_should_call_no_two_the_same() -> None:
    """A title names one pitfall."""
    titles = [pitfall.title for pitfall in PITFALLS]
    assert sorted(titles) == sorted(set(titles))
