"""The arithmetic of the report: medians, spreads, ratios, and what a rate is worth."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from statistics import median

SERVER_BUSY = 0.95
GENERATOR_FREE = 0.90


@dataclass(frozen=True)
class Sample:
    """One figure of one round."""

    value: float
    cores: tuple[float, ...] = ()
    """How busy the server's core was and the generator's, if this is a rate; 1 is all the time."""
    outcome: str | None = None
    """With a client that stalls: `dropped` or `kept` is what became of it, `stopped` of all."""


@dataclass(frozen=True)
class Spread:
    """The median of some rounds, the least and the greatest."""

    median: float
    low: float
    high: float

    @classmethod
    def of(cls, values: Iterable[float]) -> "Spread":
        """Sum up the values of some rounds."""
        ordered = sorted(values)
        return cls(median(ordered), ordered[0], ordered[-1])


def ratio(samples: Sequence[Sample], base: Sequence[Sample]) -> Spread | None:
    """Divide each sample by the base's of the same round; None where the base has stood still.

    What slows a round down slows both, so this holds when the rates themselves do not.
    """
    if not all(sample.value for sample in base):
        return None
    pairs = zip(samples, base, strict=True)
    return Spread.of(sample.value / other.value for sample, other in pairs)


def by_core_time(samples: Sequence[Sample]) -> list[Sample]:
    """Return rates for each second that the server's core worked, rather than for each second.

    The two are the same where nothing else ran on that core and nobody waited.
    """
    return [
        replace(sample, value=sample.value / sample.cores[0]) if sample.cores else sample
        for sample in samples
    ]


def worth(samples: Sequence[Sample]) -> str:
    """Return the sign in front of a rate: nothing where it is the limit of the server.

    At least so much (≥) where the generator had no time left; about so much (~) where neither core
    was busy, because they waited for each other, or for other programs on the machine.
    """
    if not all(sample.cores for sample in samples):
        return ""
    server, generator = (
        median(column) for column in zip(*(sample.cores for sample in samples), strict=True)
    )
    if generator > GENERATOR_FREE:
        return "≥ "
    return "" if server >= SERVER_BUSY else "~ "
