"""Find the pitfalls, read what their first comment says, and hold it to its side.

Standard library only, as the documentation's environment has none of the harness's.
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
    "late, or not before something else",
    "twice, or too often",
    "the wrong people get it",
    "out of order",
    "lost",
    "cannot connect (400, 403, 404, 500)",
    "connects, then closes (1005, 1006)",
    "closed after a while",
    "nobody notices that the other end is gone",
    "everybody waits",
    "memory grows",
    "an error in the server's log",
    "an error in the browser's console",
    "who is it? session and login",
    "open to strangers",
)
"""What a reader sees first: each pitfall has one or more of these."""

SECTIONS = ("Looks like", "Symptom", "Cause", "Fix", "Versions", "References")

WHERE = ("browser", "client", "server", "wire", "both")
"""Who shows a symptom: each line of that section begins with one of these and a colon."""

BROWSER = ROOT / "browser"
HEADING = re.compile(r"^([A-Z][a-z]+(?: [a-z]+)?):$", re.MULTILINE)


class PitfallError(Exception):
    """A pitfall's file that is not in its side."""


@dataclass(frozen=True)
class Line:
    """One line of a side's code."""

    text: str
    number: int
    differs: bool


@dataclass(frozen=True)
class Pitfall:
    """One file with the wrong code and the right code: a backend's, or a page's."""

    path: Path

    @property
    def name(self) -> str:
        """The file's name."""
        return self.path.stem

    @property
    def folder(self) -> str:
        """The folder of what it is about: a backend, or what a page speaks."""
        return self.path.parents[1].name

    @property
    def key(self) -> str:
        """What it is called by, as `tornado/blocking_call`."""
        return f"{self.folder}/{self.name}"

    @property
    def in_page(self) -> bool:
        """Whether the code that is wrong and right is the page's."""
        return self.path.suffix == ".js"

    @property
    def about(self) -> str:
        """The title of what it is about."""
        if self.in_page:
            return {"native": "Browser, native", "socketio": "Browser, Socket.IO"}[self.folder]
        return load_all()[self.folder].title

    @property
    def script(self) -> Path:
        """The page's script: what the client does."""
        return self.path.with_suffix(".js")

    @property
    def server(self) -> str:
        """The module that serves both sides."""
        path = self.path.with_name("server.py") if self.in_page else self.path
        return ".".join(path.relative_to(ROOT).with_suffix("").parts)

    @property
    def environment(self) -> str:
        """The nox environment in which it runs."""
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
        """The first line, without its full stop: the mistake, or what comes of it."""
        return self._comment.partition("\n")[0].removesuffix(".")

    @cached_property
    def sections(self) -> dict[str, str]:
        """The text under each heading, its indentation taken away."""
        _, *parts = HEADING.split(self._comment)
        found = dict(zip(parts[::2], map(_dedent, parts[1::2]), strict=True))
        if parts[::2] != list(SECTIONS):
            raise PitfallError(f"{self.key}: the sections are not {', '.join(SECTIONS)}")
        if absent := [name for name in SECTIONS if not found[name]]:
            raise PitfallError(f"{self.key}: nothing under {', '.join(absent)}")
        return found

    @property
    def looks_like(self) -> list[str]:
        """What a reader sees first, in the words of `LOOKS_LIKE`."""
        found = self.sections["Looks like"].splitlines()
        if unknown := set(found) - set(LOOKS_LIKE):
            raise PitfallError(f"{self.key}: no such thing to look like: {', '.join(unknown)}")
        return found

    @property
    def symptoms(self) -> list[tuple[str, str]]:
        """Who shows what, as `("server", "RuntimeError: ...")`."""
        found = []
        for line in _unwrap(self.sections["Symptom"]):
            where, _, text = line.partition(": ")
            if where not in WHERE:
                raise PitfallError(f"{self.key}: a symptom of {where}?")
            found.append((where, text))
        return found

    @property
    def references(self) -> list[str]:
        """Where it is discussed or documented, and the line of source that does it."""
        return _unwrap(self.sections["References"])

    def code(self, side: str) -> list[Line]:
        """Return a side's code; lines that the other side has not got differ."""
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
        """Return where a side's function begins, and its lines."""
        lines = self.source.splitlines()
        pattern = rf"(export (async )?function|(async )?def) {side}\("
        first = next((n for n, line in enumerate(lines) if re.match(pattern, line)), None)
        if first is None:
            raise PitfallError(f"{self.key}: no function {side}")
        inside = [n for n in range(first + 1, len(lines)) if re.match(r"[^\s)}]", lines[n])]
        end = inside[0] if inside else len(lines)
        return first + 1, "\n".join(lines[first:end]).rstrip().splitlines()

    def check(self) -> None:
        """Raise PitfallError where the file is not in its side."""
        if not any(line.differs for side in SIDES for line in self.code(side)):
            raise PitfallError(f"{self.key}: nothing differs")
        if not self.looks_like or not self.symptoms or not self.references:
            raise PitfallError(f"{self.key}: a section without a line")
        if not self.script.exists():
            raise PitfallError(f"{self.key}: no {self.script.name}: what does the page do?")


def _dedent(text: str) -> str:
    return textwrap.dedent(text.strip("\n")).strip()


def _unwrap(text: str) -> list[str]:
    """Return lines, each with the more indented ones that continue it."""
    return re.sub(r"\n +", " ", text).splitlines()


def paragraphs(text: str) -> list[str]:
    """Return a section's paragraphs, each as one line."""
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
