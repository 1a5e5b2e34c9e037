"""Every pitfall is complete, tested on both sides, and published."""

import ast
import re
from pathlib import Path

import pytest

from backends.shared.manifest import ROOT, load_all
from harness.lab.catalogue import LOOKS_LIKE, SIDES, Pitfall, catalogue, folders
from harness.lab.published import TIMELINES, VARIES, load_timeline, path_of

PITFALLS = catalogue()
AT_LEAST = 40
TITLE_MAX = 80
SIDE_MAX = 40
"""How many lines a side may have: it must fit on a screen."""


def proofs(folder: Path) -> dict[str, Path]:
    """Return a folder's test files by the names of the pitfalls."""
    return {path.stem.removeprefix("test_"): path for path in (folder / "tests").glob("test_*.py")}


def sides_run(path: Path) -> set[str]:
    """Return the sides that a file's tests run: they call `run_side("broken")`."""
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
def test_pitfall_is_complete_and_short(pitfall: Pitfall) -> None:
    """A pitfall has all its parts, and each side fits on a screen."""
    pitfall.check()
    assert 10 < len(pitfall.title) <= TITLE_MAX
    assert "`" not in pitfall.title
    assert max(len(pitfall.code(side)) for side in SIDES) <= SIDE_MAX
    if not pitfall.in_page:
        assert pitfall.source.endswith('if __name__ == "__main__":\n    run(broken, fixed)\n')


def test_every_pitfall_has_test_of_both_sides() -> None:
    """Each pitfall has a test file that runs both sides, and each test file has a pitfall."""
    for folder in folders():
        mine = [pitfall.name for pitfall in PITFALLS if pitfall.path.parent == folder]
        found = proofs(folder)
        assert sorted(mine) == sorted(found)
        assert {name for name, path in found.items() if sides_run(path) != set(SIDES)} == set()


def test_every_symptom_has_pitfall() -> None:
    """Each pitfall is about a backend or a page, and each symptom has a pitfall."""
    assert len(PITFALLS) >= AT_LEAST
    assert {pitfall.folder for pitfall in PITFALLS} <= {*load_all(), "native", "socketio"}
    assert {it for pitfall in PITFALLS for it in pitfall.looks_like} == set(LOOKS_LIKE)


def test_every_script_has_pitfall() -> None:
    """Each script in a folder of pitfalls belongs to one of them."""
    scripts = [path for folder in folders() for path in folder.glob("*.js")]
    of_pitfalls = {pitfall.script for pitfall in PITFALLS}
    assert [str(path.relative_to(ROOT)) for path in scripts if path not in of_pitfalls] == []


@pytest.mark.parametrize("pitfall", PITFALLS, ids=lambda pitfall: pitfall.key)
def test_every_side_has_published_timeline(pitfall: Pitfall) -> None:
    """The documentation has a timeline of each side: `test-pitfalls -- --publish` writes it."""
    for side in SIDES:
        lanes = {event.lane for event in load_timeline(path_of(pitfall, side))}
        # A connection that the browser itself rejects never reaches the wire.
        assert lanes > {"client"} if side == "fixed" else "client" in lanes


def test_every_published_timeline_has_pitfall() -> None:
    """Each timeline belongs to a pitfall, and contains no path of the machine that recorded it."""
    paths = sorted(TIMELINES.rglob("*.json"))
    assert paths == sorted(path_of(pitfall, side) for pitfall in PITFALLS for side in SIDES)
    private = re.compile(r"/(home|root|Users|tmp)/|/\.nox/")
    assert [path.name for path in paths if private.search(path.read_text("utf-8"))] == []


def test_titles_are_unique() -> None:
    """No two pitfalls have the same title."""
    titles = [pitfall.title for pitfall in PITFALLS]
    assert sorted(titles) == sorted(set(titles))


def test_varying_sequences_belong_to_pitfalls() -> None:
    """Sides that are not compared exist; the others are compared in each run."""
    keys = {f"{pitfall.key}.{side}" for pitfall in PITFALLS for side in SIDES}
    assert set(VARIES) <= keys
    assert len(VARIES) < len(keys) / 7
