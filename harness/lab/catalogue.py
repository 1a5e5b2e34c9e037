"""Finds the pitfalls, and reads and checks their first comment.

Uses the standard library only: the documentation's environment lacks the harness's packages.
"""

import ast
import difflib
import re
import textwrap
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from backends.shared.manifest import BACKENDS, ROOT, load_all

SIDES = ("broken", "fixed")

LOOKS_LIKE = (
    "the client gets nothing",
    "everything arrives at once",
    "late, or only after something else",
    "twice or more often",
    "the wrong clients get it",
    "messages out of order",
    "messages are lost",
    "cannot connect (400, 403, 404, 500)",
    "connects, then closes (1005, 1006)",
    "closed after a while",
    "a vanished client or server goes unnoticed",
    "all clients wait",
    "memory grows",
    "an error in the server's log",
    "an error in the browser's console",
    "wrong user: session and login",
    "other websites or strangers get in",
)
"""What a reader sees first. Each pitfall has one or more of these."""

SECTIONS = ("Looks like", "Symptom", "Cause", "Fix", "Versions", "References")

WHERE = ("browser", "client", "server", "wire", "both")
"""Where a symptom shows: each line of the section starts with one of these words and a colon."""

BROWSER = ROOT / "browser"
HEADING = re.compile(r"^([A-Z][a-z]+(?: [a-z]+)?):$", re.MULTILINE)


class PitfallError(Exception):
    """A pitfall's file lacks a required part."""


@dataclass(frozen=True)
class Line:
    """One line of a side's code."""

    text: str
    number: int
    differs: bool


@dataclass(frozen=True)
class Pitfall:
    """One file with broken and fixed code, of a backend or of a page."""

    path: Path

    @property
    def name(self) -> str:
        """The file's name."""
        return self.path.stem

    @property
    def folder(self) -> str:
        """The folder: a backend's name, or `native` or `socketio` for a page's pitfall."""
        return self.path.parents[1].name

    @property
    def key(self) -> str:
        """Its unique name, such as `tornado/blocking_call`."""
        return f"{self.folder}/{self.name}"

    @property
    def in_page(self) -> bool:
        """Whether it is about the page's code."""
        return self.path.suffix == ".js"

    @property
    def about(self) -> str:
        """What it is about, as a title: a backend or a kind of page."""
        if self.in_page:
            return {"native": "Browser, native", "socketio": "Browser, Socket.IO"}[self.folder]
        return load_all()[self.folder].title

    @property
    def script(self) -> Path:
        """The script, which the page runs."""
        return self.path.with_suffix(".js")

    @property
    def server(self) -> str:
        """The module that serves both sides."""
        path = self.path.with_name("server.py") if self.in_page else self.path
        return ".".join(path.relative_to(ROOT).with_suffix("").parts)

    @property
    def environment(self) -> str:
        """The nox environment that it runs in."""
        backend = {"native": "tornado", "socketio": "flask_socketio"}.get(self.folder, self.folder)
        return f"env-{backend}-snippets"

    @cached_property
    def source(self) -> str:
        """The file's text."""
        return self.path.read_text(encoding="utf-8")

    @cached_property
    def _comment(self) -> str:
        if self.in_page:
            comment = re.match(r"/\*\*\n(.*?)\n \*/\n", self.source, re.DOTALL)
            if comment is None:
                raise PitfallError(f"{self.key}: no comment at the top")
            return re.sub(r"^ \*(?: |$)", "", comment[1], flags=re.MULTILINE)
        text = ast.get_docstring(ast.parse(self.source))
        if text is None:
            raise PitfallError(f"{self.key}: no docstring")
        return text

    @property
    def title(self) -> str:
        """The first line, without its full stop."""
        return self._comment.partition("\n")[0].removesuffix(".")

    @cached_property
    def sections(self) -> dict[str, str]:
        """The text under each heading, without its indentation."""
        _, *parts = HEADING.split(self._comment)
        found = dict(zip(parts[::2], map(_dedent, parts[1::2]), strict=True))
        if parts[::2] != list(SECTIONS):
            raise PitfallError(f"{self.key}: the sections are not {', '.join(SECTIONS)}")
        if absent := [name for name in SECTIONS if not found[name]]:
            raise PitfallError(f"{self.key}: no text under {', '.join(absent)}")
        return found

    @property
    def looks_like(self) -> list[str]:
        """What a reader sees first: some of `LOOKS_LIKE`."""
        found = self.sections["Looks like"].splitlines()
        if unknown := set(found) - set(LOOKS_LIKE):
            raise PitfallError(f"{self.key}: not in LOOKS_LIKE: {', '.join(unknown)}")
        return found

    @property
    def symptoms(self) -> list[tuple[str, str]]:
        """Each symptom as a place and a text, such as `("server", "RuntimeError: ...")`."""
        found = []
        for line in _unwrap(self.sections["Symptom"]):
            where, _, text = line.partition(": ")
            if where not in WHERE:
                raise PitfallError(f"{self.key}: a symptom of {where!r}, which is not in WHERE")
            found.append((where, text))
        return found

    @property
    def references(self) -> list[str]:
        """Discussions, documentation, and the lines of source code that cause it."""
        return _unwrap(self.sections["References"])

    def code(self, side: str) -> list[Line]:
        """Return a side's code; lines that the other side does not have are marked."""
        number, mine = self._function(side)
        _, other = self._function(SIDES[1 - SIDES.index(side)])
        matcher = difflib.SequenceMatcher(None, other[1:], mine[1:], autojunk=False)
        same = {
            block.b + offset + 1
            for block in matcher.get_matching_blocks()
            for offset in range(block.size)
        }
        return [
            Line(text, number + index, index > 0 and index not in same and bool(text.strip()))
            for index, text in enumerate(mine)
        ]

    def _function(self, side: str) -> tuple[int, list[str]]:
        """Return the number of the first line of a side's function, and its lines."""
        lines = self.source.splitlines()
        pattern = rf"(export (async )?function|(async )?def) {side}\("
        first = next((n for n, line in enumerate(lines) if re.match(pattern, line)), None)
        if first is None:
            raise PitfallError(f"{self.key}: no function {side}")
        inside = [n for n in range(first + 1, len(lines)) if re.match(r"[^\s)}]", lines[n])]
        end = inside[0] if inside else len(lines)
        return first + 1, "\n".join(lines[first:end]).rstrip().splitlines()

    def check(self) -> None:
        """Raise PitfallError if a part of the file is missing."""
        if not any(line.differs for side in SIDES for line in self.code(side)):
            raise PitfallError(f"{self.key}: both sides are the same")
        if not self.looks_like or not self.symptoms or not self.references:
            raise PitfallError(f"{self.key}: an empty section")
        if not self.script.exists():
            raise PitfallError(f"{self.key}: no script {self.script.name}")


def _dedent(text: str) -> str:
    return textwrap.dedent(text.strip("\n")).strip()


def _unwrap(text: str) -> list[str]:
    """Join each line with the more deeply indented lines that follow it."""
    return re.sub(r"\n +", " ", text).splitlines()


def paragraphs(text: str) -> list[str]:
    """Return a section's paragraphs, each in one line."""
    return [" ".join(part.split()) for part in text.split("\n\n")]


def folders() -> list[Path]:
    """Return every folder of pitfalls."""
    backends = [BACKENDS / name / "pitfalls" for name in load_all()]
    return [path for path in (*backends, *sorted(BROWSER.glob("*/pitfalls"))) if path.is_dir()]


def load(folder: Path) -> list[Pitfall]:
    """Return the pitfalls in a folder."""
    suffix = ".js" if BROWSER in folder.parents else ".py"
    return [Pitfall(path) for path in sorted(folder.glob(f"*{suffix}")) if path.stem != "__init__"]


def catalogue() -> list[Pitfall]:
    """Return all pitfalls."""
    return [pitfall for folder in folders() for pitfall in load(folder)]
