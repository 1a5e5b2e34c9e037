"""Every snippet is small, whole, and tested."""

import re
import tomllib
from pathlib import Path

import pytest

from backends.shared.manifest import BACKENDS, ROOT
from harness import snippets
from harness.snippets import BROWSER, Snippet

SNIPPETS = [
    snippet for folder in snippets.folders().values() for snippet in snippets.load(folder).values()
]
LINES = range(10, 61)
HARNESS = re.compile(r"^\s*(?:from|import)\s+(?:\.|backends\b|harness\b)", re.MULTILINE)
BLOCK = re.compile(r"^# /// script\n(?P<body>(?:#.*\n)+?)# ///$", re.MULTILINE)
"""The inline metadata of PEP 723, with which `uv run` installs what a file needs."""

TESTED = re.compile(r'\b(?:serve|load_module)\(\s*"([\w/-]+)"')


def name(snippet: Snippet) -> str:
    """Name a snippet by its path."""
    return str(snippet.path.relative_to(ROOT))


def with_tests(folder: Path) -> set[str]:
    """Return the names that a folder's tests start."""
    tests = folder.rglob("tests/test_*.py")
    return {it for path in tests for it in TESTED.findall(path.read_text(encoding="utf-8"))}


def requirements(folder: Path) -> set[str]:
    """Return the distributions that a folder's lock file pins."""
    lines = (folder / "requirements.txt").read_text(encoding="utf-8")
    return set(re.findall(r"^([\w.-]+)==", lines, re.MULTILINE))


def dependencies(snippet: Snippet) -> list[str]:
    """Return what a Python snippet says that it needs."""
    block = BLOCK.search(snippet.source)
    assert block is not None, "no `# /// script` block"
    lines = [line.removeprefix("#").strip() for line in block["body"].splitlines()]
    found: list[str] = tomllib.loads("\n".join(lines))["dependencies"]
    return found


@pytest.mark.parametrize("snippet", SNIPPETS, ids=name)
def test_should_fit_on_a_screen(snippet: Snippet) -> None:
    """A snippet has 10 to 60 lines, and its first line says what it shows."""
    assert len(snippet.source.splitlines()) in LINES
    assert len(snippet.title) > 10
    assert snippet.title[0].isupper() or not snippet.title[0].isalpha()


@pytest.mark.parametrize("snippet", SNIPPETS, ids=name)
def test_should_stand_alone(snippet: Snippet) -> None:
    """A snippet imports nothing of ours, and a program is whole: it starts by itself."""
    assert not HARNESS.search(snippet.source)
    if snippet.path.suffix == ".py":
        assert '\nif __name__ == "__main__":\n' in snippet.source
        assert "--port" in snippet.source


@pytest.mark.parametrize("snippet", SNIPPETS, ids=name)
def test_should_say_what_it_needs(snippet: Snippet) -> None:
    """What a program needs stands in it, and is what it was tested with."""
    if snippet.path.suffix == ".py":
        locks = [path.parent for path in BACKENDS.glob("*/snippets/requirements.txt")]
        locks = [snippet.path.parent] if snippet.path.parent in locks else locks
        pinned = {it for lock in locks for it in requirements(lock)}
        assert [
            it for it in dependencies(snippet) if re.split(r"[\[<>=~]", it)[0] not in pinned
        ] == []


def test_should_test_every_snippet() -> None:
    """No snippet is without a test, and no test without its snippet."""
    for folder in snippets.folders().values():
        within = BROWSER if BROWSER in folder.parents else folder
        prefix = f"{folder.name}/" if within == BROWSER else ""
        mine = {it.removeprefix(prefix) for it in with_tests(within) if it.startswith(prefix)}
        assert mine == set(snippets.load(folder))


def test_should_explain_only_what_is_missing() -> None:
    """A reason for having no snippet is given for a feature that another folder has."""
    features = {snippet.feature for snippet in SNIPPETS}
    for folder in snippets.folders().values():
        reasons = set(snippets.missing(folder))
        assert reasons <= features - set(snippets.load(folder))


def test_should_keep_pages_beside_their_programs() -> None:
    """A page has the name of the program that serves it."""
    pages = [path for folder in snippets.folders().values() for path in folder.glob("*.html")]
    assert [page for page in pages if not page.with_suffix(".py").exists()] == []
