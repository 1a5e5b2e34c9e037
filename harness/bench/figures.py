"""The arithmetic of the report: medians, spreads, ratios, and what limited a rate."""

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
    """For a rate: how busy the server's core and the generator's were, from 0 to 1."""
    outcome: str | None = None
    """With a stalled client: the server `dropped` it, `kept` it, or `stopped` for everyone."""


@dataclass(frozen=True)
class Spread:
    """The median of all rounds, the lowest and the highest value."""

    median: float
    low: float
    high: float

    @classmethod
    def of(cls, values: Iterable[float]) -> "Spread":
        """Summarise the values of all rounds."""
        ordered = sorted(values)
        return cls(median(ordered), ordered[0], ordered[-1])


def ratio(samples: Sequence[Sample], base: Sequence[Sample]) -> Spread | None:
    """Divide each sample by the base's sample of the same round; None if the base ever stopped.

    Other work on the machine slows both in the same round, so ratios vary less than rates.
    """
    if not all(sample.value for sample in base):
        return None
    pairs = zip(samples, base, strict=True)
    return Spread.of(sample.value / other.value for sample, other in pairs)


def by_core_time(samples: Sequence[Sample]) -> list[Sample]:
    """Return rates per second of the server's CPU time instead of per second of wall-clock time.

    The two are equal if the server kept its core busy all the time.
    """
    return [
        replace(sample, value=sample.value / sample.cores[0]) if sample.cores else sample
        for sample in samples
    ]


def sign(samples: Sequence[Sample]) -> str:
    """Return the sign in front of a rate: none if the server was the limit.

    The sign is "at least" (≥) if the generator was the limit, and "about" (~) if neither core was
    busy: they waited for each other or for other programs on the machine.
    """
    if not all(sample.cores for sample in samples):
        return ""
    server, generator = (
        median(column) for column in zip(*(sample.cores for sample in samples), strict=True)
    )
    if generator > GENERATOR_FREE:
        return "≥ "
    return "" if server >= SERVER_BUSY else "~ "
