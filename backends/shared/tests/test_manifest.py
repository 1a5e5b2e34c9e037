"""Reading manifests, and the errors for invalid ones."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from backends.shared.manifest import (
    BROWSERS,
    ROOT,
    Manifest,
    ManifestError,
    Support,
    find,
    load,
    load_all,
)
from harness.deployments import Deployment

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

[support]
by_library = ["Rooms"]
by_our_code = ["Pings", "Close codes"]

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
    ("[support]", "[[support]]", "support must be written as a [support] table"),
    ("by_library =", "by_magic =", "support: unknown key 'by_magic'"),
    ('["Rooms"]', '"Rooms"', "support: by_library must be a list of strings"),
    ('["Rooms"]', "[5]", "support: by_library must be a list of strings"),
    ('["Rooms"]', '["Pings"]', "support: 'Pings' is listed twice"),
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
    """Write a manifest; return the backend's folder."""
    backend = folder / "good"
    backend.mkdir()
    (backend / "backend.toml").write_text(text, encoding="utf-8")
    return backend


def test_manifest_is_read(tmp_path: Path) -> None:
    """The first server is the default; one with its own requirements has its own environment."""
    manifest = load(write(tmp_path, GOOD))
    assert (manifest.name, manifest.protocol) == ("good", "native")
    assert manifest.server().name == "own"
    assert manifest.server("other").requirements == "requirements-other.txt"
    assert list(manifest.environments()) == ["env-good", "env-good-other"]
    assert manifest.support == Support(("Rooms",), ("Pings", "Close codes"))
    assert manifest.deviates("late")
    assert not manifest.deviates("early")
    assert [(server.environment, server.message) for server in manifest.broken] == [
        ("own", "no"),
        ("other", ""),
    ]


@pytest.mark.parametrize(("good", "bad", "message"), BROKEN, ids=[case[2] for case in BROKEN])
def test_invalid_manifest_raises_error_with_place_and_rule(
    tmp_path: Path, good: str, bad: str, message: str
) -> None:
    """An invalid manifest raises an error that names the place and the rule."""
    folder = write(tmp_path, GOOD.replace(good, bad))
    with pytest.raises(ManifestError) as error:
        load(folder)
    assert message in str(error.value)
    assert str(error.value).startswith("good/backend.toml: ")


def test_unknown_server_raises_error_with_known_servers(tmp_path: Path) -> None:
    """The error for an unknown server lists the servers in the manifest."""
    manifest = load(write(tmp_path, GOOD))
    with pytest.raises(ManifestError, match="good has no server 'x'; it has: own, other"):
        manifest.server("x")


def test_unknown_backend_raises_error_with_known_backends() -> None:
    """The error for an unknown backend lists all backends."""
    with pytest.raises(ManifestError, match=r"there is no backend 'x'; there are: .*tornado"):
        find("x")


@pytest.mark.parametrize("manifest", load_all().values(), ids=lambda manifest: manifest.name)
def test_support_lists_explain_the_published_matrix(manifest: Manifest) -> None:
    """The matrix says "by our code" for exactly the features that the manifest lists as such."""
    matrix = json.loads((ROOT / "docs" / "matrix.json").read_text(encoding="utf-8"))
    columns = [matrix[str(Deployment(manifest, server))] for server in manifest.servers]
    cells = [cell for column in columns for cell in column.items()]
    assert set(manifest.support.by_our_code) == {
        row for row, cell in cells if cell == "by our code"
    }
    assert set(manifest.support.by_library) <= {row for row, cell in cells if cell == "yes"}


def test_matrix_option_prints_ci_matrix() -> None:
    """The CI matrix has every backend with every browser, and needs nothing installed."""
    command = [sys.executable, "-S", "-m", "backends.shared.manifest", "--matrix"]
    output = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    expected = [
        {"backend": name, "browser": browser} for name in load_all() for browser in BROWSERS
    ]
    assert json.loads(output) == expected
