"""Everything that the documents name exists: commands, files and backends."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from backends.shared import manifest
from harness.bench.__main__ import PAGE, PUBLISHED
from harness.bench.report import with_figures
from harness.commands.__main__ import split
from harness.matrix import render

ROOT = manifest.ROOT
DOCUMENTS = sorted(
    [
        *ROOT.glob("*.md"),
        *ROOT.glob("backends/**/*.md"),
        *ROOT.glob("docs/**/*.md"),
        *ROOT.glob(".github/workflows/*.yml"),
        ROOT / ".pre-commit-config.yaml",
        ROOT / ".ci" / "run",
    ]
)
COMMAND = re.compile(r"(?:nox -s|python3 run\.py)((?: [\w.<>${}-]+(?: matrix\.\w+ }})?)+)")
PLACEHOLDER = re.compile(r"<[a-z]+>|\$\{\{ matrix\.backend \}\}")
LINK = re.compile(r"""\]\(([^)#:]+?)(?:#[^)]*)?\)|(?:src|srcset)="([^":]+)\"""")
ANCHOR = re.compile(r"\]\(([^)#:]+\.md)?#([^)]+)\)")


def relative(path: Path) -> str:
    """Return a document's path, for the id of a test."""
    return str(path.relative_to(ROOT))


@pytest.fixture(scope="session")
def known() -> dict[str, str]:
    """Return all sessions with their descriptions, as nox lists them."""
    listing = subprocess.run(
        # Without a filter, nox lists only the default sessions, and there are none.
        [sys.executable, "-m", "nox", "--list", "--json", "--keywords", "True"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return {each["session"]: each["description"] for each in json.loads(listing.stdout)}


@pytest.mark.parametrize("document", DOCUMENTS, ids=relative)
def test_commands_in_documents_exist(document: Path, known: dict[str, str]) -> None:
    """Every command in a document is one that run.py accepts."""
    text = document.read_text(encoding="utf-8")
    for any_command in ("${{ matrix.command }}", "<command>"):
        text = text.replace(any_command, "lint")
    for backend in manifest.load_all():
        for words in COMMAND.findall(PLACEHOLDER.sub(backend, text)):
            if words != " --all":
                split(words.removeprefix(" --verbose").split(), known)


@pytest.mark.parametrize("document", DOCUMENTS, ids=relative)
def test_links_in_documents_lead_to_files(document: Path) -> None:
    """Every relative link in a document leads to a file or a folder."""
    targets = [link or source for link, source in LINK.findall(document.read_text("utf-8"))]
    assert [target for target in targets if not (document.parent / target).exists()] == []


def anchors(document: Path) -> set[str]:
    """Return the anchors of a document's headings, as GitHub and MyST make them."""
    headings = re.findall(r"^#+ (.+)$", document.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-") for title in headings}


@pytest.mark.parametrize("document", DOCUMENTS, ids=relative)
def test_anchors_in_documents_lead_to_headings(document: Path) -> None:
    """Every link to a part of a document leads to one of its headings."""
    links = ANCHOR.findall(document.read_text(encoding="utf-8"))
    targets = [(document.parent / name if name else document, anchor) for name, anchor in links]
    assert [anchor for target, anchor in targets if anchor not in anchors(target)] == []


def test_readme_lists_each_backend() -> None:
    """The README's table has the manifests' backends, each with its protocol and command."""
    protocols = {"native": "native WebSocket", "socketio": "Socket.IO"}
    rows = {
        f"| [{backend.title}](backends/{backend.name}) | {protocols[backend.protocol]} "
        f"| `python3 run.py demo-{backend.name}` |"
        for backend in manifest.load_all().values()
    }
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert set(re.findall(r"^\| \[.*$", readme, re.MULTILINE)) == rows


def test_readme_begins_with_two_programs() -> None:
    """Before any prose, the README shows two programs that docs/examples/tests tests."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    programs = [
        (ROOT / "docs" / "examples" / f"chat_{name}.py").read_text(encoding="utf-8")
        for name in ("tornado", "flask_socketio")
    ]
    shown = "".join(f"\n```python\n{program}```\n" for program in programs)
    assert readme.startswith(f"# websocket-rosetta\n{shown}")


def test_readme_says_how_to_start_from_nothing() -> None:
    """The README's block of commands clones the project and starts a demo."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    (block,) = re.findall(r"```sh\n(.*?)```", readme, re.DOTALL)
    clone, enter, start = block.splitlines()
    assert clone.startswith("git clone ")
    assert enter == f"cd {clone.split()[-1]}"
    assert start == "python3 run.py demo-tornado"
    assert "`python3 run.py tests`" in readme


def test_readme_shows_the_matrix() -> None:
    """The README's overview is the matrix that the documentation shows: `python3 run.py matrix`."""
    text = render.README.read_text(encoding="utf-8")
    assert "| Text |" in text
    assert render.with_matrix(text, render.read()) == text


def test_benchmark_page_shows_the_samples() -> None:
    """The benchmark's page shows docs/benchmark.json: `python3 run.py bench --docs`."""
    text = PAGE.read_text(encoding="utf-8")
    results = json.loads(PUBLISHED.read_text(encoding="utf-8"))
    assert results["deployments"]
    assert with_figures(text, results) == text
