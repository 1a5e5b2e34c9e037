"""What a run prints at the end besides failures: the browsers, the fuzz seeds, the latencies."""

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from statistics import quantiles

import pytest

from backends.shared.manifest import ROOT

LATENCY_JSON = ROOT / "build" / "latency.json"


@dataclass(frozen=True)
class Latency:
    """Echo round trips in a page, in milliseconds."""

    backend: str
    browser: str
    transport: str
    samples: int
    p50: float
    p90: float
    p99: float

    @classmethod
    def of(cls, backend: str, browser: str, transport: str, samples: list[float]) -> "Latency":
        """Summarise the samples."""
        cuts = quantiles(samples, n=100, method="inclusive")
        return cls(backend, browser, transport, len(samples), cuts[49], cuts[89], cuts[98])


@dataclass
class Report:
    """Collects what tests want to show at the end of the run."""

    browsers: list[str] = field(default_factory=list)
    latencies: list[Latency] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def lines(self) -> list[str]:
        """Return the report for the terminal."""
        lines = [*self.browsers, *self.notes]
        if self.latencies:
            head = f"{'samples':>9}{'p50':>8}{'p90':>8}{'p99':>8}"
            lines += ["", f"{'echo round trips in the page, ms':48}{head}"]
        for it in self.latencies:
            name = f"{it.backend}, {it.transport}, {it.browser}"
            lines.append(f"{name:48}{it.samples:9}{it.p50:8.2f}{it.p90:8.2f}{it.p99:8.2f}")
        return lines

    def write(self, path: Path = LATENCY_JSON) -> None:
        """Write the measurements as JSON, if there are any."""
        if self.latencies:
            path.parent.mkdir(exist_ok=True)
            rows = [asdict(latency) for latency in self.latencies]
            path.write_text(json.dumps(rows, indent=2) + "\n", encoding="utf-8")


Evidence = list[tuple[str, Callable[[], list[str]]]]
"""What the report of a failed test shows: titles, and the lines under them."""

EVIDENCE = pytest.StashKey[Evidence]()
REPORT = pytest.StashKey[Report]()
"""Where a run keeps its report: `config.stash[REPORT]`."""
