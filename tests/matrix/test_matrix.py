"""The support matrix: what the documentation shows is what servers do today."""

from harness.matrix.cells import ROWS, cells
from harness.matrix.render import read
from harness.pytest.deployments import Deployment, choose


def test_should_have_every_row_and_column() -> None:
    """The matrix has a column for each form of each backend, and in it every feature."""
    matrix = read()
    assert list(matrix) == [str(deployment) for deployment in choose([], [])]
    titles = [row.title for row in ROWS]
    assert [name for name, shown in matrix.items() if list(shown) != titles] == []


def test_should_show_what_is_so(deployment: Deployment) -> None:
    """Each cell is what the server answers; if the answer is a better one: `nox -s matrix`."""
    assert cells(deployment) == read()[str(deployment)]
