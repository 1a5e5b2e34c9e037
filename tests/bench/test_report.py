"""What the benchmark shows on the terminal and on its page."""

from typing import Any

from harness.bench import report


def sample(value: float, *cores: float, outcome: str | None = None) -> dict[str, Any]:
    """Return a sample in the format of the results."""
    return {"value": value, "cores": list(cores), "outcome": outcome}


def subject(rate: float, stalled: dict[str, Any]) -> dict[str, Any]:
    """Return one subject's samples of a round."""
    rates = ("echo", "broadcast_own", "broadcast_all", "long")
    return {
        **{name: sample(rate, 1.0, 0.5) for name in rates},
        "stalled": stalled,
        "memory": sample(20),
    }


ROUNDS = [
    {
        "baseline": subject(10_000, sample(0, outcome="stopped")),
        "reference": subject(rate, sample(9000, 1.0, 0.5, outcome="dropped")),
    }
    for rate in (8900, 8800, 9100)
]
RESULTS = {
    "date": "2026-01-02",
    "machine": "4 cores, Linux, x86_64",
    "rounds": 3,
    "seconds": 2.0,
    "echo_clients": 64,
    "broadcast_clients": 200,
    "deployments": [
        {"title": "Demo", "server": "plain", "versions": {"demo": "1.2"}, "rounds": ROUNDS}
    ],
}


def cells(name: str) -> list[str]:
    """Return a row of the table."""
    return report.row(ROUNDS, name, report.MEASURES[name])


def test_row_compares_a_rate_with_its_aim() -> None:
    """A row has both medians and spreads, how busy the cores were, the ratios and the aim."""
    title, *rest = cells("echo")
    assert title == "echo, messages/s"
    assert rest == [
        "10,000",
        "100 / 50",
        "8,900 (8,800-9,100)",
        "100 / 50",
        "0.89 (0.88-0.91)",
        "0.89 (0.88-0.91)",
        "0.9 missed",
    ]


def test_row_says_when_an_aim_is_met() -> None:
    """A broadcast has a lower aim, which the same ratio meets."""
    assert cells("broadcast_all")[-1] == "0.8 met"


def test_row_shows_the_cost_of_a_stalled_client() -> None:
    """The row shows the fraction of the same subject's rate without that client."""
    assert cells("stalled")[1::2] == ["0.00, stopped", "1.01 (0.99-1.02), dropped", "", ""]


def test_row_shows_no_cores_for_memory() -> None:
    """Memory is not a rate, so it has only a ratio."""
    assert cells("memory")[1:] == ["20", "", "20", "", "1.00", "", ""]


def test_row_has_no_ratio_to_a_baseline_that_stopped() -> None:
    """A baseline that stopped in one round cannot be compared."""
    stopped = {**ROUNDS[0]["baseline"], "echo": sample(0, outcome="stopped")}
    rounds = [{**ROUNDS[0], "baseline": stopped}]
    assert report.row(rounds, "echo", report.MEASURES["echo"])[1:] == [
        "0", "", "8,900", "100 / 50", "", "", "0.9 missed",
    ]  # fmt: skip


def test_text_aligns_columns() -> None:
    """The first column is aligned left, the figures right."""
    assert report.text([["", "a"], ["echo", "10"]]) == "       a\necho  10"


def test_markdown_has_a_rule_below_the_titles() -> None:
    """A Markdown table has a rule below its titles."""
    assert report.markdown([["", "a"], ["echo", "10"]]) == "|  | a |\n| --- | ---: |\n| echo | 10 |"


def test_with_figures_replaces_only_the_figures() -> None:
    """Text before and after the figures is unchanged; a second call changes nothing."""
    document = f"# Speed\n\n{report.BEGIN}\n\nold\n\n{report.END}\n\nafter\n"
    written = report.with_figures(document, RESULTS)
    assert written.startswith("# Speed\n\n" + report.BEGIN)
    assert written.endswith(report.END + "\n\nafter\n")
    assert "old" not in written
    assert "### Demo, `plain`\n\ndemo 1.2." in written
    assert "2026-01-02, 4 cores, Linux, x86_64; 3 rounds of 2 s" in written
    assert report.with_figures(written, RESULTS) == written
