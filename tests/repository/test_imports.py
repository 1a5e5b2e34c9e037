"""Which package may import which, checked on every import statement."""

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
OUTSIDE = {
    *("argparse", "asyncio", "http", "importlib", "logging", "multiprocessing", "os", "pathlib"),
    *("platform", "select", "selectors", "signal", "socket", "socketserver", "ssl", "subprocess"),
    *("sys", "threading"),
}
"""Modules of the standard library that the contract must not use, because it does no I/O."""

FRONTEND = [
    path
    for path in sorted((ROOT / "frontend").rglob("*"))
    if path.suffix in {".js", ".css", ".html"} and not {"vendor", "tests"} & set(path.parts)
]


def sources(folder: str) -> list[Path]:
    """List the Python files in a folder, or a single file, without tests."""
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
            # In `from . import x`, x can be a module; in `from .x import y`, y need not be one.
            yield from (f"{module}.{alias.name}" for alias in node.names)


def within(name: str, *packages: str) -> bool:
    """Return whether a module is one of these packages or in one."""
    return any(name == package or name.startswith(f"{package}.") for package in packages)


def internal(name: str) -> bool:
    """Return whether a module is part of this repository."""
    return within(name, "backends", "harness", "noxfile", "run", "docs")


def not_standard(name: str) -> bool:
    """Return whether a module is from neither the standard library nor this repository."""
    return not internal(name) and name.partition(".")[0] not in sys.stdlib_module_names


def strays(folder: str, *allowed: str) -> list[str]:
    """List the imports of this repository's modules in a folder, except the allowed ones."""
    return [
        f"{path.relative_to(ROOT)} imports {name}"
        for path in sources(folder)
        for name in imports(path)
        if internal(name) and not within(name, *allowed)
    ]


def borrowed(backend: str) -> set[str]:
    """Return the other backends from which a backend imports code."""
    return {
        other
        for other in BACKENDS
        for path in sources(f"backends/{backend}")
        for name in imports(path)
        if other != backend and within(name, f"backends.{other}")
    }


@pytest.mark.parametrize("backend", BACKENDS)
def test_backend_imports_only_itself_and_shared_code(backend: str) -> None:
    """A backend imports only its own package and `backends.shared`.

    A backend that requires another backend's library can import that backend too, unless that
    backend imports a third one.
    """
    requirements = ROOT / "backends" / backend / "requirements.in"
    needs = re.findall(r"^[\w.-]+", requirements.read_text(encoding="utf-8"), re.MULTILINE)
    lenders = borrowed(backend)
    assert [other for other in lenders if BACKENDS[other].library not in needs] == []
    assert [other for other in lenders if borrowed(other)] == []
    allowed = [f"backends.{name}" for name in (backend, *lenders, "shared")]
    assert strays(f"backends/{backend}", *allowed) == []


def test_shared_code_imports_no_backend() -> None:
    """Shared code imports no backend."""
    assert strays("backends/shared", "backends.shared") == []


def test_contract_is_pure() -> None:
    """The contract imports only the standard library, and nothing that does I/O."""
    assert strays(CONTRACT, "backends.shared.contract") == []
    names = [name for path in sources(CONTRACT) for name in imports(path) if not internal(name)]
    assert [name for name in names if not_standard(name)] == []
    assert [name for name in names if name.partition(".")[0] in OUTSIDE] == []


@pytest.mark.parametrize("module", ["http", "launcher", "manifest"])
def test_shared_module_needs_no_library(module: str) -> None:
    """These modules import the standard library, the manifest and the contract only."""
    path = f"backends/shared/{module}.py"
    assert strays(path, "backends.shared.contract", "backends.shared.manifest") == []
    assert [name for name in imports(ROOT / path) if not_standard(name)] == []


def test_harness_imports_no_backend() -> None:
    """The harness imports no backend, and only the manifest of the shared code."""
    assert strays("harness", "harness", "backends.shared.manifest") == []


def test_noxfile_and_run_need_no_library() -> None:
    """The noxfile, run.py and the manifest load only the standard library and nox."""
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
                waiting += [file] if internal(module) and file.exists() else []
    assert found == []


@pytest.mark.parametrize("path", FRONTEND, ids=lambda path: str(path.relative_to(ROOT)))
def test_front_end_names_no_other_host(path: Path) -> None:
    """The front end contains no address of another host, and imports only its own files."""
    text = path.read_text(encoding="utf-8")
    addresses = re.findall(r"(?:https?:|wss?:)?//[\w-]+\.[\w.-]+", text)
    # An XML namespace is only a name, and browsers do not request it.
    assert [address for address in addresses if address != "http://www.w3.org"] == []
    code = re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)
    imported = re.findall(r"""(?:\bfrom\s+|\bimport\s*\(?\s*)["']([^"']+)["']""", code)
    assert [name for name in imported if not name.startswith(("./", "../", "/static/"))] == []
