"""How a cell of the support matrix follows from the probes and the manifest."""

from dataclasses import replace

import pytest

from backends.shared.manifest import Support, find
from harness.matrix.cells import ROWS, SupportError, cell
from harness.matrix.render import NO, NONE, OWN_CODE, YES

TORNADO = find("tornado")
BY_LIBRARY, BY_OUR_CODE = Support(by_library=("Rooms",)), Support(by_our_code=("Rooms",))
ROOMS, BLUEPRINTS = (
    next(row for row in ROWS if row.title == title) for title in ("Rooms", "Blueprints")
)


@pytest.mark.parametrize(
    ("backend", "baseline", "support", "expected"),
    [
        (True, True, Support(), YES),
        (True, True, BY_OUR_CODE, YES),
        (True, False, BY_LIBRARY, YES),
        (True, False, BY_OUR_CODE, OWN_CODE),
        (False, True, Support(), NO),
        (False, False, BY_OUR_CODE, NO),
    ],
)
def test_cell_explains_the_difference_to_the_baseline(
    backend: bool, baseline: bool, support: Support, expected: str
) -> None:
    """The manifest decides only if the backend has a feature that the baseline lacks."""
    manifest = replace(TORNADO, support=support)
    assert cell(ROOMS, manifest, {"Rooms": backend}, {"Rooms": baseline}) == expected


def test_cell_needs_an_explanation() -> None:
    """A feature that only the backend has must be in the manifest."""
    manifest = replace(TORNADO, support=Support())
    with pytest.raises(SupportError, match="tornado has 'Rooms' and its baseline has not"):
        cell(ROOMS, manifest, {"Rooms": True}, {"Rooms": False})


def test_cell_is_not_applicable_without_an_answer() -> None:
    """A feature without a probe for the protocol is not applicable."""
    assert cell(ROOMS, TORNADO, {}, {}) == NONE


@pytest.mark.parametrize(
    ("support", "expected"),
    [
        (Support(), NO),
        (Support(by_library=("Blueprints",)), YES),
        (Support(by_our_code=("Blueprints",)), OWN_CODE),
    ],
)
def test_cell_of_a_declared_feature_follows_the_manifest(support: Support, expected: str) -> None:
    """No probe can see Blueprints: the manifest says who provides them."""
    manifest = replace(TORNADO, support=support)
    answers = {"Blueprints": True}
    assert cell(BLUEPRINTS, manifest, answers, answers) == expected
