"""A background task in a program that the reloader runs twice."""

from harness.pytest.pitfalls import RunSide


def test_broken_runs_in_two_processes(run_side: RunSide) -> None:
    """The parent and the child both run the task, and the page gets the child's values."""
    broken = run_side("broken")
    parent = broken.expect("server", "measures, WERKZEUG_RUN_MAIN is None").text.split()[1]
    child = broken.expect("server", "measures, WERKZEUG_RUN_MAIN is true").text.split()[1]
    assert parent != child
    broken.expect("client", kind="done")
    texts = {event.text for event in broken.seen("client", kind="message")}
    assert texts == {f"measured by process {child}"}


def test_fixed_runs_in_the_serving_process(run_side: RunSide) -> None:
    """Only the child measures, although the parent started earlier."""
    fixed = run_side("fixed")
    fixed.expect("client", kind="done")
    (line,) = fixed.seen("server", "measures")
    assert line.text.endswith("WERKZEUG_RUN_MAIN is true")
    child = line.text.split()[1]
    texts = {event.text for event in fixed.seen("client", kind="message")}
    assert texts == {f"measured by process {child}"}
