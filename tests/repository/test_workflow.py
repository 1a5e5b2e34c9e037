"""The workflows are valid, and together they run every check on every backend and browser."""

import fnmatch
import itertools
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from backends.shared import manifest

GITHUB = manifest.ROOT / ".github"
WORKFLOWS = sorted(GITHUB.glob("workflows/*.yml"))
ACTIONS = sorted(GITHUB.glob("actions/*/action.yml"))
DEPENDABOT = GITHUB / "dependabot.yml"
SCHEMAS = {
    **dict.fromkeys(WORKFLOWS, "vendor.github-workflows"),
    **dict.fromkeys(ACTIONS, "vendor.github-actions"),
    DEPENDABOT: "vendor.dependabot",
}


def read(path: Path) -> Any:
    """Read a YAML file."""
    return yaml.safe_load(path.read_text(encoding="utf-8"))


JOBS: dict[str, Any] = read(GITHUB / "workflows" / "ci.yml")["jobs"]
NIGHTLY: dict[str, Any] = read(GITHUB / "workflows" / "nightly.yml")["jobs"]


def steps() -> list[dict[str, Any]]:
    """Return the steps of all workflows and actions."""
    jobs = [job for path in WORKFLOWS for job in read(path)["jobs"].values()]
    return [
        step
        for part in [*jobs, *(read(path)["runs"] for path in ACTIONS)]
        for step in part["steps"]
    ]


@pytest.mark.parametrize("path", SCHEMAS, ids=lambda path: str(path.relative_to(GITHUB)))
def test_file_satisfies_its_schema(path: Path) -> None:
    """GitHub's schema accepts the file."""
    check = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", SCHEMAS[path], str(path)]
    result = subprocess.run(check, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout + result.stderr


@pytest.mark.parametrize(
    ("jobs", "job"), [(JOBS, "test"), (NIGHTLY, "exhaustive")], ids=["ci", "nightly"]
)
def test_matrix_has_every_backend_in_every_browser(
    jobs: dict[str, Any], job: str, tmp_path: Path
) -> None:
    """The job's matrix is the output of its step: all backends with a manifest, in all browsers."""
    (step,) = (step for step in jobs["manifests"]["steps"] if step.get("id") == "manifests")
    output = tmp_path / "output"
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    subprocess.run(
        ["bash", "-e", "-c", step["run"]],
        cwd=manifest.ROOT,
        env=os.environ | {"GITHUB_OUTPUT": str(output), "PATH": path},
        check=True,
    )
    name, _, printed = output.read_text(encoding="utf-8").partition("=")
    backends = [path.parent.name for path in manifest.BACKENDS.glob("*/backend.toml")]
    pairs = {(entry["backend"], entry["browser"]) for entry in json.loads(printed)}
    assert pairs == {(backend, browser) for backend in backends for browser in manifest.BROWSERS}
    assert jobs["manifests"]["outputs"] == {name: f"${{{{ steps.manifests.outputs.{name} }}}}"}
    assert jobs[job]["strategy"]["matrix"] == {
        "include": f"${{{{ fromJSON(needs.manifests.outputs.{name}) }}}}"
    }


def test_actions_are_pinned() -> None:
    """Third-party actions are pinned to a major version or a commit; our own actions exist."""
    used = {step["uses"] for step in steps() if "uses" in step}
    own = {name for name in used if name.startswith("./")}
    assert own
    assert [name for name in own if not (manifest.ROOT / name / "action.yml").exists()] == []
    pinned = re.compile(r"[\w/-]+@(v\d+|[0-9a-f]{40})")
    assert [name for name in used - own if not pinned.fullmatch(name)] == []


def commands(job: dict[str, Any]) -> set[str]:
    """Return the sessions that a job runs, for each entry of its matrix."""
    lines = [step["run"] for step in job["steps"] if "run" in step]
    matrix = job.get("strategy", {}).get("matrix", {})
    for key, values in matrix.items():
        if key != "include":
            lines = [
                line.replace(f"${{{{ matrix.{key} }}}}", value)
                for line, value in itertools.product(lines, values)
            ]
    lines = [
        line.replace("${{ matrix.backend }}", backend)
        for line, backend in itertools.product(lines, manifest.load_all())
    ]
    words = [line.partition(" -- ")[0].split() for line in lines]
    return {name for line in words if line[:2] == ["python3", "run.py"] for name in line[2:]}


def test_ci_runs_every_check() -> None:
    """No check of `python3 run.py tests` is missing."""
    listing = subprocess.run(
        [sys.executable, "-m", "nox", "--list", "--json", "--tags", "checks"],
        cwd=manifest.ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    sessions = json.loads(listing.stdout)
    checks = {each["session"] for each in sessions if "checks" in each["tags"]}
    assert {"lint", "test-matrix", "test-tornado"} <= checks
    assert checks <= set().union(*map(commands, JOBS.values()))


def test_failures_are_uploaded() -> None:
    """Each job that runs tests uploads their output if they fail."""
    for name, job in [*JOBS.items(), *NIGHTLY.items()]:
        uploads = [step for step in job["steps"] if "upload-artifact" in step.get("uses", "")]
        assert [step["if"] for step in uploads] == (["failure()"] if commands(job) else []), name
        for step in uploads:
            assert step["with"]["path"].split() == ["build/failures", "build/logs"]


def test_dependabot_watches_every_folder() -> None:
    """Each folder with pinned requirements, a package.json or an action is in dependabot.yml."""
    root = manifest.ROOT
    folders = {
        "pip": [*root.glob("requirements/*.in"), *root.glob("backends/**/requirements*.in")],
        "npm": [root / "package.json", *root.glob("harness/**/package.json")],
        "github-actions": [root / "CONTRIBUTING.md", *ACTIONS],
    }
    for update in read(DEPENDABOT)["updates"]:
        for file in folders.pop(update["package-ecosystem"]):
            folder = f"/{file.parent.relative_to(root)}".removesuffix(".")
            watched = [
                each.count("/") == folder.count("/") and fnmatch.fnmatch(folder, each)
                for each in update["directories"]
            ]
            assert any(watched), folder
    assert folders == {}
