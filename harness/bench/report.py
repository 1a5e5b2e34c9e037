"""Shows results on the terminal and in docs/benchmark.md.

A run writes its results as JSON: every sample of every round, and how they were measured.
Medians and ratios are computed here, so the page can be rebuilt from the file.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any

from .figures import Sample, Spread, by_core_time, ratio, sign
from .rounds import SUBJECTS

Results = dict[str, Any]
Rows = list[list[str]]

BEGIN = "<!-- figures: written by `python3 run.py bench --docs` -->"
END = "<!-- end of figures -->"


@dataclass(frozen=True)
class Measure:
    """One row; `aim` is the ratio that the reference should reach."""

    title: str
    aim: float | None = None
    part_of: str | None = None
    """The row of which this one shows the fraction."""


MEASURES = {
    "echo": Measure("echo, messages/s", aim=0.9),
    "broadcast_own": Measure("broadcast after the sender's copy, copies/s", aim=0.8),
    "broadcast_all": Measure("broadcast after the last copy, copies/s", aim=0.8),
    "long": Measure("broadcast of 8 kB, copies/s"),
    "stalled": Measure("fraction of that with a stalled client", part_of="long"),
    "memory": Measure("memory for an idle connection, kB"),
}
TITLES = ["", "baseline", "cores", "reference", "cores", "ratio", "by core time", "aim"]


def rows(rounds: list[Results]) -> Rows:
    """Return the table of one deployment."""
    return [TITLES, *(row(rounds, name, measure) for name, measure in MEASURES.items())]


def row(rounds: list[Results], name: str, measure: Measure) -> list[str]:
    """Return a figure of the baseline and of the reference, and how they compare."""
    baseline, reference = (samples(rounds, subject, name) for subject in SUBJECTS)
    if measure.part_of:
        parts = (part(rounds, subject, name, measure.part_of) for subject in SUBJECTS)
        return [measure.title, *(cell for shown in parts for cell in (shown, "")), "", "", ""]
    quotient = ratio(reference, baseline)
    by_core = None
    if baseline[0].cores:
        by_core = ratio(by_core_time(reference), by_core_time(baseline))
    met = quotient is not None and measure.aim is not None and quotient.median >= measure.aim
    return [
        measure.title,
        *(figure(baseline), cores(baseline), figure(reference), cores(reference)),
        *(spread(quotient, 2), spread(by_core, 2)),
        f"{measure.aim} {'met' if met else 'missed'}" if measure.aim else "",
    ]


def samples(rounds: list[Results], subject: str, name: str) -> list[Sample]:
    """Return a figure's samples, one for each round."""
    return [Sample(**each[subject][name]) for each in rounds]


def part(rounds: list[Results], subject: str, name: str, base: str) -> str:
    """Show one figure as a fraction of another of the same subject, and its outcome."""
    figures = samples(rounds, subject, name)
    outcomes = sorted({sample.outcome for sample in figures if sample.outcome})
    return ", ".join([spread(ratio(figures, samples(rounds, subject, base)), 2), *outcomes])


def figure(samples: Sequence[Sample]) -> str:
    """Show a median with its spread and its sign."""
    return sign(samples) + spread(Spread.of(sample.value for sample in samples), 0)


def cores(samples: Sequence[Sample]) -> str:
    """Show how busy the server's core and the generator's were, in percent."""
    columns = zip(*(sample.cores for sample in samples), strict=True)
    return " / ".join(f"{100 * median(column):.0f}" for column in columns)


def spread(values: Spread | None, digits: int) -> str:
    """Show a median, with the lowest and highest value if they differ."""
    if values is None:
        return ""
    middle, low, high = (
        f"{value:,.{digits}f}" for value in (values.median, values.low, values.high)
    )
    return middle if low == high else f"{middle} ({low}-{high})"


def text(table: Rows) -> str:
    """Format a table for a terminal."""
    widths = [max(map(len, column)) for column in zip(*table, strict=True)]
    lines = []
    for title, *cells in table:
        padded = [cell.rjust(width) for cell, width in zip(cells, widths[1:], strict=True)]
        lines.append("  ".join([title.ljust(widths[0]), *padded]).rstrip())
    return "\n".join(lines)


def markdown(table: Rows) -> str:
    """Format a table for a page."""
    head, *body = table
    rule = ["---", *["---:"] * (len(head) - 1)]
    return "\n".join(f"| {' | '.join(row)} |" for row in [head, rule, *body])


def title(deployment: Results) -> str:
    """Name a deployment."""
    return f"{deployment['title']}, `{deployment['server']}`"


def page(results: Results) -> str:
    """Return the part of docs/benchmark.md that a run writes."""
    parts = [BEGIN, summary(results)]
    for deployment in results["deployments"]:
        versions = ", ".join(f"{name} {number}" for name, number in deployment["versions"].items())
        parts += [f"### {title(deployment)}", f"{versions}.", markdown(rows(deployment["rounds"]))]
    return "\n\n".join([*parts, END])


def summary(results: Results) -> str:
    """Say where, when and how long the run was."""
    return (
        f"{results['date']}, {results['machine']}; {results['rounds']} rounds of "
        f"{results['seconds']:g} s; {results['echo_clients']} connections echo, "
        f"{results['broadcast_clients']} receive a broadcast."
    )


def with_figures(document: str, results: Results) -> str:
    """Return a page with its figures replaced."""
    before, _, rest = document.partition(BEGIN)
    _, _, after = rest.partition(END)
    return before + page(results) + after
