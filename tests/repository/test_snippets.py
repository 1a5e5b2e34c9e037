"""Every snippet is small, complete and tested, and the index has all of them."""

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
"""The inline metadata of PEP 723, from which `uv run` installs the packages that a file needs."""

TESTED = re.compile(r'\b(?:serve|load_module)\(\s*"([\w/-]+)"')
REFERENCE = re.compile(r"\b(?!__main__)\w+\.(?:py|js)\b")


def name(snippet: Snippet) -> str:
    """Return a snippet's path, as the id of its tests."""
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
    """Return the packages in a Python snippet's inline metadata."""
    block = BLOCK.search(snippet.source)
    assert block is not None, "no `# /// script` block"
    lines = [line.removeprefix("#").strip() for line in block["body"].splitlines()]
    found: list[str] = tomllib.loads("\n".join(lines))["dependencies"]
    return found


@pytest.mark.parametrize("snippet", SNIPPETS, ids=name)
def test_snippet_fits_on_a_screen(snippet: Snippet) -> None:
    """A snippet has 10 to 60 lines, and its first line says what it shows."""
    assert len(snippet.source.splitlines()) in LINES
    assert len(snippet.title) > 10
    assert snippet.title[0].isupper() or not snippet.title[0].isalpha()


@pytest.mark.parametrize("snippet", SNIPPETS, ids=name)
def test_snippet_stands_alone(snippet: Snippet) -> None:
    """A snippet imports nothing from this project, and a program can be run directly."""
    assert not HARNESS.search(snippet.source)
    if snippet.path.suffix == ".py":
        assert '\nif __name__ == "__main__":\n' in snippet.source
        assert "--port" in snippet.source


@pytest.mark.parametrize("snippet", SNIPPETS, ids=name)
def test_snippet_lists_its_packages(snippet: Snippet) -> None:
    """A program lists the packages it needs, and its tests run with the same packages."""
    if snippet.path.suffix == ".py":
        locks = [path.parent for path in BACKENDS.glob("*/snippets/requirements.txt")]
        locks = [snippet.path.parent] if snippet.path.parent in locks else locks
        pinned = {it for lock in locks for it in requirements(lock)}
        assert [
            it for it in dependencies(snippet) if re.split(r"[\[<>=~]", it)[0] not in pinned
        ] == []


def test_every_snippet_has_a_test() -> None:
    """Every snippet has a test, and every test has a snippet."""
    for folder in snippets.folders().values():
        within = BROWSER if BROWSER in folder.parents else folder
        prefix = f"{folder.name}/" if within == BROWSER else ""
        mine = {it.removeprefix(prefix) for it in with_tests(within) if it.startswith(prefix)}
        assert mine == set(snippets.load(folder))


def test_missing_explains_only_missing_snippets() -> None:
    """A reason is for a feature that another folder has and this folder lacks."""
    features = {snippet.feature for snippet in SNIPPETS}
    for folder in snippets.folders().values():
        reasons = set(snippets.missing(folder))
        assert reasons <= features - set(snippets.load(folder))


def test_page_has_a_program() -> None:
    """A page has the same name as the program that serves it."""
    pages = [path for folder in snippets.folders().values() for path in folder.glob("*.html")]
    assert [page for page in pages if not page.with_suffix(".py").exists()] == []


def test_missing_names_existing_snippets() -> None:
    """A reason that names a file names a snippet in its own folder."""
    for folder in snippets.folders().values():
        own = {snippet.path.name for snippet in snippets.load(folder).values()}
        named = {
            it for reason in snippets.missing(folder).values() for it in REFERENCE.findall(reason)
        }
        assert named <= own


def test_index_has_every_folder() -> None:
    """The index has the folder of every snippet's tests, with or without a backend."""
    tests = {path.parent for path in BACKENDS.glob("*/snippets/tests")}
    assert tests | {BROWSER / "native", BROWSER / "socketio"} == set(snippets.folders().values())


def test_index_names_no_library_for_a_shared_feature() -> None:
    """A feature's title fits every library that has a snippet of it."""
    for row in snippets.index():
        libraries = [column for column, cell in row.cells.items() if isinstance(cell, Snippet)]
        if len(libraries) > 1:
            assert [library for library in libraries if library in row.title] == []


def test_main_prints_the_snippets_with_all_words(capsys: pytest.CaptureFixture[str]) -> None:
    """Words are looked up in the feature, in both titles and in the library, in any case."""
    snippets.main(["close_room", "tornado"])
    assert capsys.readouterr().out == (
        "close_room: Close a room\n"
        "    Tornado: no snippet. A room is a set in rooms.py: delete it\n"
    )
    snippets.main(["ROOMS", "tornado"])
    assert capsys.readouterr().out == (
        "rooms: Join and leave rooms, and send to one\n"
        "    Tornado: backends/tornado/snippets/rooms.py\n"
    )
    snippets.main(["permessage-deflate", "sock"])
    assert "compression: Compress messages (permessage-deflate)\n" in capsys.readouterr().out
    snippets.main(["redis", "Tornado"])
    assert capsys.readouterr().out.endswith(
        "Tornado: backends/tornado/snippets/another_process.py\n"
    )


def test_main_without_words_prints_every_snippet(capsys: pytest.CaptureFixture[str]) -> None:
    """Without words, the list has the path of every snippet."""
    snippets.main([])
    printed = capsys.readouterr().out
    assert [path for path in map(name, SNIPPETS) if f": {path}\n" not in printed] == []


def test_main_says_that_no_snippet_fits() -> None:
    """If no snippet has all the words, the message repeats them."""
    with pytest.raises(SystemExit, match=r"^No snippet is about 'teleport rooms'"):
        snippets.main(["teleport", "rooms"])
