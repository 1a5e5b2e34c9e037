"""The report of a test run: figures in a table and as JSON."""

import json
from pathlib import Path

from harness.pytest.report import Latency, Report


def test_latency_summarizes_samples() -> None:
    """The percentiles are those of the samples."""
    latency = Latency.of("tornado", "chromium", "websocket", [n / 10 for n in range(1, 102)])
    assert latency.samples == 101
    assert [round(figure, 1) for figure in (latency.p50, latency.p90, latency.p99)] == [
        5.1,
        9.1,
        10.0,
    ]


def test_report_shows_and_writes_latencies(tmp_path: Path) -> None:
    """Each measurement is a line of the table and an object of the JSON."""
    report = Report(["chromium 1"], [Latency("tornado", "chromium", "websocket", 9, 1, 2, 3)])
    assert report.lines()[0] == "chromium 1"
    assert report.lines()[-1].split() == [
        "tornado,",
        "websocket,",
        "chromium",
        "9",
        "1.00",
        "2.00",
        "3.00",
    ]
    report.write(path := tmp_path / "new" / "latency.json")
    assert json.loads(path.read_text())[0]["p99"] == 3


def test_report_without_figures_writes_nothing(tmp_path: Path) -> None:
    """A run that measured nothing does not overwrite the figures of an earlier run."""
    Report().write(path := tmp_path / "latency.json")
    assert Report().lines() == []
    assert not path.exists()
