"""The writer that serves each client is the same wherever it is copied."""

import re
from pathlib import Path

SNIPPETS = Path(__file__).parents[1]
WRITER = re.compile(r"^def start_writer\(.+?\n(?=\n\n)", re.MULTILINE | re.DOTALL)


def test_should_carry_the_same_writer() -> None:
    """Each program that sends to many clients has a copy, and all copies are equal."""
    sources = [path.read_text(encoding="utf-8") for path in SNIPPETS.glob("*.py")]
    copies = [copy for source in sources for copy in WRITER.findall(source)]
    assert len(copies) == 3
    assert len(set(copies)) == 1
