"""Determines the whole matrix and writes it into docs/ and the README: `python3 run.py matrix`."""

import json
import sys

from ..deployments import choose
from .cells import cells
from .render import MATRIX, README, with_matrix


def main() -> None:
    """Run all probes against every deployment."""
    matrix = {}
    for deployment in choose([], []):
        sys.stderr.write(f"{deployment}\n")
        matrix[str(deployment)] = cells(deployment)
    MATRIX.write_text(json.dumps(matrix, indent=2) + "\n", encoding="utf-8")
    README.write_text(with_matrix(README.read_text("utf-8"), matrix), encoding="utf-8")


if __name__ == "__main__":
    main()
