"""Shows results, on the terminal and in docs/benchmark.md.

Results are what a run writes as JSON: every sample of every round, and what they were made with.
Medians and ratios are worked out here, so the page can be written anew from the file.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any

from .figures import Sample, Spread, by_core_time, ratio, worth
from .rounds import SIDES

Results = dict[str, Any]
Rows = list[list[str]]

BEGIN = "<!-- figures: written by `nox -s bench -- --docs` -->"
END = "<!-- end of figures -->"


@dataclass(frozen=True)
class Measure:
    """One row; `aim` is the ratio that a reference should reach at least."""

    title: str
    aim: float | None = None
    part_of: str | None = None
    """The row that this one is shown as a part of, rather than as a rate."""


MEASURES = {
    "echo": Measure("echo, messages/s", aim=0.9),
    "broadcast_own": Measure("broadcast after the sender's copy, copies/s", aim=0.8),
    "broadcast_all": Measure("broadcast after the last copy, copies/s", aim=0.8),
    "long": Measure("broadcast of 8 kB, copies/s"),
    "stalled": Measure("what is left of that with a stalled client", part_of="long"),
    "memory": Measure("memory for an idle connection, kB"),
}
TITLES = ["", "bare loop", "cores", "reference", "cores", "ratio", "by core time", "aim"]


def rows(rounds: list[Results]) -> Rows:
    """Return the table of one spec."""
    return [TITLES, *(row(rounds, name, measure) for name, measure in MEASURES.items())]


def row(rounds: list[Results], name: str, measure: Measure) -> list[str]:
    """Return a figure of both programs, and how they compare."""
    bare, reference = (samples(rounds, side, name) for side in SIDES)
    if measure.part_of:
        parts = (part(rounds, side, name, measure.part_of) for side in SIDES)
        return [measure.title, *(cell for shown in parts for cell in (shown, "")), "", "", ""]
    quotient = ratio(reference, bare)
    by_core = ratio(by_core_time(reference), by_core_time(bare)) if bare[0].cores else None
    met = quotient is not None and measure.aim is not None and quotient.median >= measure.aim
    return [
        measure.title,
        *(figure(bare), cores(bare), figure(reference), cores(reference)),
        *(spread(quotient, 2), spread(by_core, 2)),
        f"{measure.aim} {'met' if met else 'missed'}" if measure.aim else "",
    ]


def samples(rounds: list[Results], side: str, name: str) -> list[Sample]:
    """Return a figure's samples, one for each round."""
    return [Sample(**each[side][name]) for each in rounds]


def part(rounds: list[Results], side: str, name: str, base: str) -> str:
    """Show what part one figure is of another of the same program, and what became of it."""
    figures = samples(rounds, side, name)
    outcomes = sorted({sample.outcome for sample in figures if sample.outcome})
    return ", ".join([spread(ratio(figures, samples(rounds, side, base)), 2), *outcomes])


def figure(samples: Sequence[Sample]) -> str:
    """Show a median with its spread, and what it is worth."""
    return worth(samples) + spread(Spread.of(sample.value for sample in samples), 0)


def cores(samples: Sequence[Sample]) -> str:
    """Show how busy the server's core and the generator's were, in percent."""
    columns = zip(*(sample.cores for sample in samples), strict=True)
    return " / ".join(f"{100 * median(column):.0f}" for column in columns)


def spread(values: Spread | None, digits: int) -> str:
    """Show a median, with least and greatest where there are several rounds."""
    if values is None:
        return ""
    middle, low, high = (
        f"{value:,.{digits}f}" for value in (values.median, values.low, values.high)
    )
    return middle if low == high else f"{middle} ({low}-{high})"


def text(table: Rows) -> str:
    """Lay a table out for a terminal."""
    widths = [max(map(len, column)) for column in zip(*table, strict=True)]
    lines = []
    for title, *cells in table:
        padded = [cell.rjust(width) for cell, width in zip(cells, widths[1:], strict=True)]
        lines.append("  ".join([title.ljust(widths[0]), *padded]).rstrip())
    return "\n".join(lines)


def markdown(table: Rows) -> str:
    """Lay a table out for a page."""
    head, *body = table
    rule = ["---", *["---:"] * (len(head) - 1)]
    return "\n".join(f"| {' | '.join(row)} |" for row in [head, rule, *body])


def title(subject: Results) -> str:
    """Name a spec."""
    return f"{subject['title']}, `{subject['server']}`"


def page(results: Results) -> str:
    """Return the part of docs/benchmark.md that a run writes."""
    parts = [BEGIN, summary(results)]
    for subject in results["subjects"]:
        versions = ", ".join(f"{name} {version}" for name, version in subject["versions"].items())
        parts += [f"### {title(subject)}", f"{versions}.", markdown(rows(subject["rounds"]))]
    return "\n\n".join([*parts, END])


def summary(results: Results) -> str:
    """Say where, when and how long it was measured."""
    return (
        f"{results['date']}, {results['machine']}; {results['rounds']} rounds of "
        f"{results['seconds']:g} s; {results['echo_clients']} connections echo, "
        f"{results['broadcast_clients']} hear a broadcast."
    )


def with_figures(document: str, results: Results) -> str:
    """Return a page with its figures replaced."""
    before, _, rest = document.partition(BEGIN)
    _, _, after = rest.partition(END)
    return before + page(results) + after
