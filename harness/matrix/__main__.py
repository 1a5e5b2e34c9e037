"""Finds out the whole matrix and publishes it in docs/ and the README: `nox -s matrix`."""

import json
import sys

from ..pytest.variants import choose
from .cells import cells
from .render import MATRIX, README, with_matrix


def main() -> None:
    """Put every question to every form of every backend."""
    matrix = {}
    for variant in choose([], []):
        sys.stderr.write(f"{variant}\n")
        matrix[str(variant)] = cells(variant)
    MATRIX.write_text(json.dumps(matrix, indent=2) + "\n", encoding="utf-8")
    README.write_text(with_matrix(README.read_text("utf-8"), matrix), encoding="utf-8")


if __name__ == "__main__":
    main()
