"""One word for one thing: no file uses a word that the glossary has retired."""

import re
import subprocess
from pathlib import Path

import pytest

from backends.shared.manifest import ROOT

RETIRED = {
    r"out ?box(es)?": "send queue",
    r"good-?byes?": "closing handshake, or: close the connection",
    r"bare loops?": "baseline",
    r"variants?": "deployment",
    r"tak(e|es|ing|en) leave": "close the connections",
    r"torn (frame|message)s?": "malformed, or corrupted",
    r"(refus(e|es|ed|ing)|refusals?)": "reject",
    r"cures?": "fix",
    r"log-(in|out)s?": "login, logout",
    r"time-outs?": "timeout",
    r"anew": "again",
    r"any_form|--form": "any_server, --side",
    r"test_should_\w+": "test_<subject>_<behaviour>",
}
"""Patterns of retired words, and what to write instead. See docs/glossary.md."""

NAMES = re.compile(
    r"font-variant|ConnectionRefused\w*|ERR_CONNECTION_REFUSED|ECONNREFUSED|[Cc]onnection refused"
)
"""Words of standards and operating systems that are not ours to choose."""

SUFFIXES = {".css", ".html", ".js", ".md", ".py", ".toml", ".yaml", ".yml"}
SELF = {"docs/glossary.md", "tests/repository/test_words.py"}


def texts() -> list[str]:
    """Return the tracked files that people write."""
    listing = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    return [
        name
        for name in listing.stdout.splitlines()
        if Path(name).suffix in SUFFIXES and name not in SELF and (ROOT / name).exists()
    ]


@pytest.mark.parametrize("pattern", RETIRED)
def test_retired_words_are_not_used(pattern: str) -> None:
    """No file contains the word, in prose, code or file names."""
    word = re.compile(rf"(?<![A-Za-z-])(?:{pattern})(?![A-Za-z])", re.IGNORECASE)
    found = []
    for name in texts():
        lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
        found += [
            f"{name}:{number}: {hit[0]!r}; write {RETIRED[pattern]}"
            for number, line in enumerate(lines, 1)
            if (hit := word.search(NAMES.sub("", line)))
        ]
        if word.search(Path(name).stem.replace("_", " ")):
            found.append(f"{name}: its name; write {RETIRED[pattern]}")
    assert found == [], "\n".join(found)
