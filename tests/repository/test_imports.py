"""Arrows point one way: who may import whom, read from every import statement."""

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from backends.shared import manifest

ROOT = manifest.ROOT
BACKENDS = manifest.load_all()
CONTRACT = "backends/shared/contract"

FRONTEND = [
    path
    for path in sorted((ROOT / "frontend").rglob("*"))
    if path.suffix in {".js", ".css", ".html"} and not {"vendor", "tests"} & set(path.parts)
]


def sources(folder: str) -> list[Path]:
    """List the Python files in a folder, or the one file, without a backend's own tests."""
    path = ROOT / folder
    files = [path] if path.is_file() else sorted(path.rglob("*.py"))
    return [file for file in files if file.parent.name != "tests"]


def imports(path: Path) -> Iterator[str]:
    """Yield the full names of the modules that a file imports."""
    package = path.relative_to(ROOT).parent.parts
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else ()
            module = ".".join([*base, *([node.module] if node.module else [])])
            # `from . import x` may name a module, `from .x import y` a thing in one.
            yield from (f"{module}.{alias.name}" for alias in node.names)


def within(name: str, *packages: str) -> bool:
    """Tell whether a module is one of these packages, or in one."""
    return any(name == package or name.startswith(f"{package}.") for package in packages)


def ours(name: str) -> bool:
    """Tell whether a module is this repository's."""
    return within(name, "backends", "harness", "noxfile", "run", "docs")


def not_standard(name: str) -> bool:
    """Tell whether a module is neither the standard library's nor ours."""
    return not ours(name) and name.partition(".")[0] not in sys.stdlib_module_names


def strays(folder: str, *allowed: str) -> list[str]:
    """List what a folder's files import of ours besides what is allowed."""
    return [
        f"{path.relative_to(ROOT)} imports {name}"
        for path in sources(folder)
        for name in imports(path)
        if ours(name) and not within(name, *allowed)
    ]


def borrowed(backend: str) -> set[str]:
    """Name the other backends whose code a backend uses."""
    return {
        other
        for other in BACKENDS
        for path in sources(f"backends/{backend}")
        for name in imports(path)
        if other != backend and within(name, f"backends.{other}")
    }


@pytest.mark.parametrize("backend", BACKENDS)
def test_should_keep_backends_apart(backend: str) -> None:
    """A backend imports itself and what all share, and nothing else of ours.

    One that requires another's library too may use that one's code, which borrows from nobody.
    """
    requirements = ROOT / "backends" / backend / "requirements.in"
    needs = re.findall(r"^[\w.-]+", requirements.read_text(encoding="utf-8"), re.MULTILINE)
    lenders = borrowed(backend)
    assert [other for other in lenders if BACKENDS[other].library not in needs] == []
    assert [other for other in lenders if borrowed(other)] == []
    allowed = [f"backends.{name}" for name in (backend, *lenders, "shared")]
    assert strays(f"backends/{backend}", *allowed) == []


def test_should_keep_what_all_share_off_the_backends() -> None:
    """What all backends share imports none of them."""
    assert strays("backends/shared", "backends.shared") == []


def test_should_keep_the_contract_pure() -> None:
    """The contract imports itself and the standard library; so does the launcher, with it."""
    assert strays(CONTRACT, "backends.shared.contract") == []
    launcher = ["backends/shared/launcher.py", "backends/shared/manifest.py"]
    for path in launcher:
        assert strays(path, *("backends.shared." + name for name in ("contract", "manifest"))) == []
    pure = [file for path in (CONTRACT, *launcher) for file in sources(path)]
    assert [name for path in pure for name in imports(path) if not_standard(name)] == []


def test_should_keep_the_harness_off_the_backends() -> None:
    """The harness imports no backend, and only the manifest of what backends share."""
    assert strays("harness", "harness", "backends.shared.manifest") == []


def test_should_start_with_nothing_installed() -> None:
    """What the noxfile, run.py and the CI's first job load of ours is the standard library's."""
    waiting = [ROOT / "run.py", ROOT / "noxfile.py", ROOT / "backends" / "shared" / "manifest.py"]
    seen: set[Path] = set()
    found = []
    while waiting:
        path = waiting.pop()
        if path in seen:
            continue
        seen.add(path)
        for name in imports(path):
            if not_standard(name) and (path.name, name) != ("noxfile.py", "nox"):
                found.append(f"{path.relative_to(ROOT)} imports {name}")
            for module in (name, name.rpartition(".")[0]):
                file = ROOT / f"{module.replace('.', '/')}.py"
                waiting += [file] if ours(module) and file.exists() else []
    assert found == []


@pytest.mark.parametrize("path", FRONTEND, ids=lambda path: str(path.relative_to(ROOT)))
def test_should_name_no_other_host_in_the_front_end(path: Path) -> None:
    """The front end has no address of another host in it, and imports only its own files."""
    text = path.read_text(encoding="utf-8")
    addresses = re.findall(r"(?:https?:|wss?:)?//[\w-]+\.[\w.-]+", text)
    # The name of a format, which nobody requests.
    assert [address for address in addresses if address != "http://www.w3.org"] == []
    code = re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)
    imported = re.findall(r"""(?:\bfrom\s+|\bimport\s*\(?\s*)["']([^"']+)["']""", code)
    assert [name for name in imported if not name.startswith(("./", "../", "/static/"))] == []
