"""Finds out the whole matrix and publishes it in docs/ and the README: `nox -s matrix`."""

import json
import sys

from ..pytest.deployments import choose
from .cells import cells
from .render import MATRIX, README, with_matrix


def main() -> None:
    """Put every question to every spec of every backend."""
    matrix = {}
    for deployment in choose([], []):
        sys.stderr.write(f"{deployment}\n")
        matrix[str(deployment)] = cells(deployment)
    MATRIX.write_text(json.dumps(matrix, indent=2) + "\n", encoding="utf-8")
    README.write_text(with_matrix(README.read_text("utf-8"), matrix), encoding="utf-8")


if __name__ == "__main__":
    main()
