"""`python3 run.py`: its help, its arguments and its error messages."""

import importlib.metadata
import re
import subprocess
import sys

import pytest

from backends.shared.manifest import ROOT, load_all
from harness.commands.__main__ import UsageError, split
from harness.commands.guide import GUIDE, guide

SESSIONS = {
    "demo-tornado": "Serve the demo: -- [--port N].",
    "lint": "Check format.",
    "snippets": "List: -- [words].",
    "unit": "Test: -- [pytest's options].",
}


def run(*words: str) -> subprocess.CompletedProcess[str]:
    """Run the command as run.py does."""
    command = [sys.executable, "-m", "harness.commands", *words]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


@pytest.mark.parametrize(
    ("words", "names", "arguments"),
    [
        ("unit", ["unit"], []),
        ("lint unit", ["lint", "unit"], []),
        ("demo-tornado --port 9000", ["demo-tornado"], ["--port", "9000"]),
        ("demo-tornado -- --port 9000", ["demo-tornado"], ["--port", "9000"]),
        ("lint unit -- -k lint", ["lint", "unit"], ["-k", "lint"]),
        ("snippets rooms lint", ["snippets"], ["rooms", "lint"]),
        ("snippets -- rooms", ["snippets"], ["rooms"]),
    ],
)
def test_words_are_split(words: str, names: list[str], arguments: list[str]) -> None:
    """Sessions come first; options follow, with or without nox's two dashes."""
    assert split(words.split(), SESSIONS) == (names, arguments)


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (
            "demo-torando",
            r"no command 'demo-torando'. Did you mean demo-tornado\? Backends: .*, to",
        ),
        ("xyz", "no command 'xyz'. Backends: "),
        ("lint unti", "Did you mean unit"),
        ("lint --fix", "lint takes no options"),
        ("lint --help", "lint takes no options. Check format."),
        ("--port 1", "The command comes first"),
    ],
)
def test_wrong_words_are_explained(words: str, message: str) -> None:
    """The error for an invalid command says what to type instead."""
    with pytest.raises(UsageError, match=message):
        split(words.split(), SESSIONS)


def test_wrong_name_ends_in_one_line() -> None:
    """A wrong name prints one line, without output from nox."""
    result = run("demo-nope")
    assert result.returncode == 1
    assert result.stdout == ""
    (line,) = result.stderr.splitlines()
    assert line.startswith("There is no command 'demo-nope'.")


def test_no_words_show_the_guide() -> None:
    """Without a command, run.py prints the commands in groups, with examples."""
    assert run().stdout == guide(load_all()) + "\n"


def test_all_lists_every_session() -> None:
    """`--all` also lists the sessions that install environments."""
    listed = run("--all").stdout
    assert re.search(r"^env-tornado  +Install", listed, re.MULTILINE)
    assert re.search(r"^unit  +Test .*: \[pytest's options\]\.$", listed, re.MULTILINE)
    assert " -- " not in listed


@pytest.mark.parametrize(
    ("module", "command"), [("harness.commands.checks", "tests"), ("harness.snippets", "snippets")]
)
def test_help_says_what_a_command_does(module: str, command: str) -> None:
    """`--help` prints a text with the command, and runs nothing."""
    help_ = [sys.executable, "-m", module, "--help"]
    result = subprocess.run(help_, cwd=ROOT, capture_output=True, text=True, check=True)
    assert f"python3 run.py {command}" in result.stdout


def test_guide_names_commands_that_exist() -> None:
    """Each command of the guide, and each example, is a session."""
    listed = {line.split()[0] for line in run("--all").stdout.splitlines()}
    for name, _, example in (entry for entries in GUIDE.values() for entry in entries):
        assert name.replace("<backend>", "tornado") in listed
        assert example.split()[0] in listed


def test_lab_needs_what_its_requirements_name() -> None:
    """The lab's environment has each package that the lab imports."""
    script = (
        "import sys; before = set(sys.modules); import harness.lab.__main__;"
        "print(*{name.partition('.')[0] for name in set(sys.modules) - before})"
    )
    command = [sys.executable, "-c", script]
    imported = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    distributions = importlib.metadata.packages_distributions()
    needed = {
        name.lower().replace("_", "-")
        for module in imported.stdout.split()
        if module not in sys.stdlib_module_names
        for name in distributions.get(module, [])
    }
    locked = (ROOT / "requirements" / "lab.txt").read_text(encoding="utf-8")
    assert "aiohttp" in needed
    assert needed <= {name.lower() for name in re.findall(r"^([\w.-]+)==", locked, re.MULTILINE)}
