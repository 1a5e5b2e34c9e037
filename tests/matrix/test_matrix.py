"""The published support matrix matches what the servers do."""

from harness.deployments import Deployment, choose
from harness.matrix.cells import ROWS, cells
from harness.matrix.render import read


def test_matrix_has_every_row_and_column() -> None:
    """The matrix has a column for each deployment, and every feature in each column."""
    matrix = read()
    assert list(matrix) == [str(deployment) for deployment in choose([], [])]
    titles = [row.title for row in ROWS]
    assert [name for name, shown in matrix.items() if list(shown) != titles] == []


def test_matrix_shows_what_servers_do(deployment: Deployment) -> None:
    """The probes give the answers in the matrix. Update it with `python3 run.py matrix`."""
    assert cells(deployment) == read()[str(deployment)]
