"""The arithmetic of the benchmark's report."""

import pytest

from harness.bench.figures import Sample, Spread, by_core_time, ratio, worth


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
def test_should_sum_rounds_up(values: list[float], spread: Spread) -> None:
    """The median stands for the rounds, the least and the greatest for their spread."""
    assert Spread.of(values) == spread


def test_should_compare_within_a_round() -> None:
    """A round that was slow for both sides does not change the ratio."""
    assert ratio(samples(80, 8, 40), samples(100, 10, 50)) == Spread(0.8, 0.8, 0.8)


def test_should_not_divide_medians() -> None:
    """The ratio is the median of the rounds' ratios, not the ratio of their medians."""
    assert ratio(samples(10, 30, 20), samples(10, 20, 40)) == Spread(1.0, 0.5, 1.5)


def test_should_compare_with_nothing_that_stood_still() -> None:
    """Where the base came to a stop there is no ratio."""
    assert ratio(samples(5, 5), samples(5, 0)) is None


def test_should_refuse_rounds_that_do_not_pair() -> None:
    """Each sample needs the one of its own round."""
    with pytest.raises(ValueError, match="shorter"):
        ratio(samples(1, 2), samples(1))


def test_should_count_by_core_time() -> None:
    """A server that had half of its core is counted as if it had had all of it."""
    assert by_core_time(samples(50, cores=(0.5, 0.1))) == samples(100, cores=(0.5, 0.1))


def test_should_leave_what_is_no_rate() -> None:
    """Memory is the same whoever works."""
    assert by_core_time(samples(50)) == samples(50)


@pytest.mark.parametrize(
    ("cores", "sign"),
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
def test_should_say_what_limited_a_rate(cores: tuple[float, ...], sign: str) -> None:
    """A rate is a server's own only if the server was busy and the generator was not."""
    assert worth(samples(1, cores=cores)) == sign


def test_should_judge_by_the_middle_round() -> None:
    """One disturbed round of three does not make a rate doubtful."""
    rounds = [Sample(1, (1.0, 0.5)), Sample(1, (0.6, 0.2)), Sample(1, (0.99, 0.6))]
    assert worth(rounds) == ""
