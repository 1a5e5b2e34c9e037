"""The arithmetic of the benchmark's report."""

import pytest

from harness.bench.figures import Sample, Spread, by_core_time, ratio, sign


def samples(*values: float, cores: tuple[float, ...] = ()) -> list[Sample]:
    """Return a sample for each round."""
    return [Sample(value, cores) for value in values]


@pytest.mark.parametrize(
    ("values", "spread"),
    [
        ([5], Spread(5, 5, 5)),
        ([3, 1, 2], Spread(2, 1, 3)),
        ([4, 1, 3, 2], Spread(2.5, 1, 4)),
    ],
)
def test_spread_summarizes_rounds(values: list[float], spread: Spread) -> None:
    """A spread has the median, the lowest and the highest value of the rounds."""
    assert Spread.of(values) == spread


def test_ratio_compares_within_a_round() -> None:
    """A round that was slow for both subjects does not change the ratio."""
    assert ratio(samples(80, 8, 40), samples(100, 10, 50)) == Spread(0.8, 0.8, 0.8)


def test_ratio_is_the_median_of_ratios() -> None:
    """The ratio is the median of the rounds' ratios, not the ratio of their medians."""
    assert ratio(samples(10, 30, 20), samples(10, 20, 40)) == Spread(1.0, 0.5, 1.5)


def test_ratio_needs_a_base_that_never_stopped() -> None:
    """If the base stopped in a round, there is no ratio."""
    assert ratio(samples(5, 5), samples(5, 0)) is None


def test_ratio_rejects_rounds_that_do_not_pair() -> None:
    """Each sample needs a sample of the same round."""
    with pytest.raises(ValueError, match="shorter"):
        ratio(samples(1, 2), samples(1))


def test_by_core_time_divides_by_the_busy_time() -> None:
    """The rate of a server that used half of its core is doubled."""
    assert by_core_time(samples(50, cores=(0.5, 0.1))) == samples(100, cores=(0.5, 0.1))


def test_by_core_time_keeps_figures_without_cores() -> None:
    """Memory does not depend on CPU time."""
    assert by_core_time(samples(50)) == samples(50)


@pytest.mark.parametrize(
    ("cores", "expected"),
    [
        ((1.0, 0.5), ""),
        ((0.95, 0.90), ""),
        ((0.94, 0.90), "~ "),
        ((0.5, 0.5), "~ "),
        ((1.0, 0.91), "≥ "),
        ((0.5, 1.0), "≥ "),
        ((), ""),
    ],
)
def test_sign_says_what_limited_a_rate(cores: tuple[float, ...], expected: str) -> None:
    """A rate is the server's limit only if the server was busy and the generator was not."""
    assert sign(samples(1, cores=cores)) == expected


def test_sign_depends_on_the_median_round() -> None:
    """One disturbed round of three does not change the sign."""
    rounds = [Sample(1, (1.0, 0.5)), Sample(1, (0.6, 0.2)), Sample(1, (0.99, 0.6))]
    assert sign(rounds) == ""
