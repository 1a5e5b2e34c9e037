"""Pins every requirement with its hash: `python3 run.py lock`, with uv's options.

Each environment has a requirements file. One uv project with a group for each backend would be
shorter, but uv.lock contains the URL of every file, and so the author's package index.
"""

import subprocess
import sys

from backends.shared.manifest import BACKENDS, ROOT

COMMAND = ["uv", "pip", "compile", "--quiet", "--universal", "--python-version=3.11"]
OPTIONS = ["--generate-hashes", "--custom-compile-command=python3 run.py lock"]


def main() -> None:
    """Write a .txt beside every .in."""
    # harness.txt comes first: other files use it as a constraint.
    first = ROOT / "requirements" / "harness.in"
    files = [*ROOT.glob("requirements/*.in"), *BACKENDS.glob("**/*.in")]
    for source in sorted(files, key=lambda file: (file != first, file)):
        target = ["--output-file", source.with_suffix(".txt").name]
        command = [sys.executable, "-m", *COMMAND, *OPTIONS, source.name, *target, *sys.argv[1:]]
        if subprocess.run(command, cwd=source.parent).returncode:
            sys.exit(f"{source.relative_to(ROOT)} could not be locked; the lines above say why.")


if __name__ == "__main__":
    main()
