"""Which tests run on which server: the marks `any_server` and `few_cases`, and `--exhaustive`."""

import subprocess
import sys
from collections import Counter

from backends.shared.manifest import ROOT, find

DEFAULT, *OTHERS = (server.name for server in find("flask_sockets").servers)
FILES = ["tests/rfc6455/test_header.py", "tests/ui/test_connection.py"]
"""The first has few cases on other servers, the second runs on any server."""


def collected(*options: str) -> Counter[tuple[str, str]]:
    """Count the tests that pytest collects, by their name and their server."""
    command = [sys.executable, "-m", "pytest", "--collect-only", "-q", "-pno:cacheprovider"]
    command += [*FILES, "--backend", "flask_sockets", *options]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    tests = [line.partition("::")[2] for line in result.stdout.splitlines() if "::" in line]
    return Counter(
        (name, next(server for server in (*OTHERS[::-1], DEFAULT) if f"sockets-{server}" in params))
        for name, _, params in (test.partition("[") for test in tests)
    )


def test_other_servers_run_fewer_cases() -> None:
    """Servers other than the default run few cases, and omit tests that any server can run."""
    counts, all_counts = collected(), collected("--exhaustive")
    names = {name for name, _ in all_counts}
    assert all(all_counts[name, DEFAULT] == counts[name, DEFAULT] > 0 for name in names)
    for server in OTHERS:
        assert all(all_counts[name, server] == all_counts[name, DEFAULT] for name in names)
        assert {name: counts[name, server] for name in names} == {
            name: 0 if name.startswith("test_page") else 3 for name in names
        }
