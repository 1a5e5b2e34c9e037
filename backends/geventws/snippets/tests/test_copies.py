"""The writer that serves each client is the same in every copy."""

import re
from pathlib import Path

SNIPPETS = Path(__file__).parents[1]
WRITER = re.compile(r"^def start_writer\(.+?\n(?=\n\n)", re.MULTILINE | re.DOTALL)


def test_writer_is_the_same_in_every_copy() -> None:
    """Each program that sends to many clients has a copy, and all copies are equal."""
    sources = [path.read_text(encoding="utf-8") for path in SNIPPETS.glob("*.py")]
    copies = [copy for source in sources for copy in WRITER.findall(source)]
    assert len(copies) == 3
    assert len(set(copies)) == 1
