"""Manifests: what is read, and what is said of those that break the rules."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from backends.shared.manifest import BROWSERS, ROOT, ManifestError, find, load, load_all

GOOD = """
name = "good"
title = "Good"
protocol = "native"
summary = "One sentence."
library = "good"

[[servers]]
name = "own"
title = "Its own server"

[[servers]]
name = "other"
title = "Another, with needs of its own"
requirements = "requirements-other.txt"

[[deviations]]
id = "late"
contract = "at once"
instead = "later"
reason = "so"

[[broken]]
name = "old"
title = "As it used to be"
command = "old --port {port}"
outcome = "rejected with HTTP 500"
message = "no"
instead = "other"

[[broken]]
name = "older"
title = "As it was before"
command = "older {port}"
environment = "other"
outcome = "does not start"
instead = "own"
"""
BROKEN = [
    ("name = ", "name: ", "good/backend.toml: Expected '=' after a key"),
    ('name = "good"', 'name = "bad"', "name must be the folder's name, 'good'"),
    ('"native"', '"carrier pigeon"', "protocol must be one of native, socketio"),
    ('title = "Good"', "", "good/backend.toml: title must be a non-empty string"),
    ('title = "Good"', "title = 5", "good/backend.toml: title must be a non-empty string"),
    ('title = "Good"', 'title = "Good"\ncolour = "red"', "unknown key 'colour'"),
    ('title = "Its own server"', "", "servers[0]: title must be a non-empty string"),
    ('reason = "so"', 'raeson = "so"', "deviations[0]: reason must be a non-empty string"),
    ("[[servers]]", "[[serves]]", "servers must be written as [[servers]] tables"),
    ("[[deviations]]", "[deviations]", "deviations must be written as [[deviations]] tables"),
    ('command = "old --port {port}"', "", "broken[0]: command must be a non-empty string"),
    ('message = "no"', 'message = ""', "broken[0]: message must be a non-empty string"),
    ('message = "no"', 'mesage = "no"', "broken[0]: unknown key 'mesage'"),
    ('instead = "other"', 'instead = "x"', "broken[0]: instead must be one of own, other"),
    ('environment = "other"', 'environment = "x"', "broken[1]: environment must be one of own, ot"),
    ("HTTP 500", "HTTP", "broken[0]: outcome must be one of: does not start; rejected with HTTP <"),
    ("does not start", "hangs", "broken[1]: outcome must be one of: does not start; rejected"),
]


def write(folder: Path, text: str) -> Path:
    """Write a manifest into a backend's folder."""
    path = folder / "good" / "backend.toml"
    path.parent.mkdir()
    path.write_text(text, encoding="utf-8")
    return path


def test_should_read_a_manifest(tmp_path: Path) -> None:
    """The first server is the default; one with its own requirements has its own environment."""
    manifest = load(write(tmp_path, GOOD))
    assert (manifest.name, manifest.protocol) == ("good", "native")
    assert manifest.server().name == "own"
    assert manifest.server("other").requirements == "requirements-other.txt"
    assert list(manifest.environments()) == ["env-good", "env-good-other"]
    assert manifest.deviates("late")
    assert not manifest.deviates("early")
    assert [(server.environment, server.message) for server in manifest.broken] == [
        ("own", "no"),
        ("other", ""),
    ]


@pytest.mark.parametrize(("good", "bad", "message"), BROKEN, ids=[case[2] for case in BROKEN])
def test_should_say_what_is_wrong(tmp_path: Path, good: str, bad: str, message: str) -> None:
    """A manifest that breaks a rule is refused with its place and the rule."""
    path = write(tmp_path, GOOD.replace(good, bad))
    with pytest.raises(ManifestError) as error:
        load(path)
    assert message in str(error.value)
    assert str(error.value).startswith("good/backend.toml: ")


def test_should_list_the_servers(tmp_path: Path) -> None:
    """An unknown server is answered with the known ones."""
    manifest = load(write(tmp_path, GOOD))
    with pytest.raises(ManifestError, match="good has no server 'x'; it has: own, other"):
        manifest.server("x")


def test_should_say_which_backends_there_are() -> None:
    """An unknown backend is answered with the known ones."""
    with pytest.raises(ManifestError, match=r"there is no backend 'x'; there are: .*tornado"):
        find("x")


def test_should_print_the_matrix_for_ci() -> None:
    """CI gets every backend with every browser, with nothing installed."""
    command = [sys.executable, "-S", "-m", "backends.shared.manifest", "--matrix"]
    output = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    expected = [
        {"backend": name, "browser": browser} for name in load_all() for browser in BROWSERS
    ]
    assert json.loads(output) == expected
