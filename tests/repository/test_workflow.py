"""The CI workflow is a valid one, and tests every backend in every browser."""

import ast
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import yaml

from backends.shared import manifest

WORKFLOW = manifest.ROOT / ".github" / "workflows" / "ci.yml"
JOBS: dict[str, Any] = yaml.safe_load(WORKFLOW.read_text(encoding="utf-8"))["jobs"]


def test_should_satisfy_the_workflow_schema() -> None:
    """GitHub's schema for workflows accepts the file."""
    check = [sys.executable, "-m", "check_jsonschema"]
    result = subprocess.run(
        [*check, "--builtin-schema", "vendor.github-workflows", str(WORKFLOW)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, result.stdout + result.stderr


def test_should_test_every_backend_in_every_browser(tmp_path: Path) -> None:
    """The job's matrix is what its step prints: all backends with a manifest, in all browsers."""
    (step,) = (step for step in JOBS["matrix"]["steps"] if step.get("id") == "manifests")
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
    assert JOBS["matrix"]["outputs"] == {name: f"${{{{ steps.manifests.outputs.{name} }}}}"}
    assert JOBS["test"]["strategy"]["matrix"] == {
        "include": f"${{{{ fromJSON(needs.matrix.outputs.{name}) }}}}"
    }


def test_should_pin_each_action() -> None:
    """Every action is used at a major version or a commit."""
    used = [step["uses"] for job in JOBS.values() for step in job["steps"] if "uses" in step]
    assert used
    assert [name for name in used if not re.fullmatch(r"[\w/-]+@(v\d+|[0-9a-f]{40})", name)] == []


def test_should_run_what_the_command_for_all_tests_runs() -> None:
    """No check of `nox -s tests` is missing: those that are no backend's are named in a step."""
    tree = ast.parse((manifest.ROOT / "noxfile.py").read_text(encoding="utf-8"))
    (checks,) = (
        ast.literal_eval(node.value)
        for node in tree.body
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "CHECKS"
    )
    steps = [step["run"].split() for job in JOBS.values() for step in job["steps"] if "run" in step]
    named = {name for words in steps if words[:2] == ["python3", "run.py"] for name in words[2:]}
    assert set(checks) <= named
