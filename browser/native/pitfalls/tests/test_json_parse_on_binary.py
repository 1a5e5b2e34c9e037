"""JSON in a binary frame."""

from harness.pytest.pitfalls import RunSide


def test_broken_throws(run_side: RunSide, browser_name: str) -> None:
    """The handler throws because of the Blob, and the page shows no price."""
    broken = run_side("broken")
    broken.expect("client", kind="done")
    texts = {"chromium": """Unexpected token 'o', "[object Blob]" is not valid JSON"""}
    broken.expect("client", texts.get(browser_name, "SyntaxError"), "error", count=2)
    assert broken.seen("client", "costs") == []


def test_fixed_decodes_the_message(run_side: RunSide) -> None:
    """The page decodes and parses the bytes."""
    fixed = run_side("fixed")
    fixed.expect("client", kind="done")
    fixed.expect("client", "milk costs 3.5", "note")
    assert fixed.seen("client", "tea costs 3.5", "note")
