"""The tables of cases: a manifest's deviations change the expected outcome. No server runs."""

from dataclasses import replace

from backends.shared.manifest import Deviation, Manifest, load_all
from harness.rfc6455.cases import ALIVE, NO_CLOSE_FRAME, fails
from harness.rfc6455.wire import DROPPED, TEXT, End, frame, text

CASE = fails("5.1", frame(TEXT, "x", mask=None), instead={"takes": [text("x"), *ALIVE]})


def declaring(*ids: str) -> Manifest:
    """Return a manifest that declares deviations."""
    deviations = tuple(Deviation(name, "one", "another", "why") for name in ids)
    return replace(next(iter(load_all().values())), deviations=deviations)


def test_case_follows_the_rfc() -> None:
    """Without a deviation, the RFC decides."""
    assert CASE.expected(declaring()) == CASE.expected(declaring("else")) == [End(1002)]


def test_case_follows_the_declared_deviation() -> None:
    """A declared deviation must occur: the outcome that the RFC asks for is then a failure."""
    assert CASE.expected(declaring("takes")) == [text("x"), *ALIVE]
    assert CASE.expected(declaring(NO_CLOSE_FRAME)) == [DROPPED]


def test_case_follows_the_first_of_two_deviations() -> None:
    """If two deviations apply, the first decides: an accepted frame cannot end the connection."""
    assert CASE.expected(declaring(NO_CLOSE_FRAME, "takes")) == [text("x"), *ALIVE]
