"""The subclass that makes Flask-Sockets work is the same in every copy."""

import re
from pathlib import Path

SNIPPETS = Path(__file__).parents[1]
SUBCLASS = re.compile(r"^class Sockets\(.+?websocket=True.+?\n", re.MULTILINE | re.DOTALL)


def test_subclass_is_the_same_in_every_copy() -> None:
    """Each program that imports Flask-Sockets has a copy, and all copies are equal."""
    sources = [path.read_text(encoding="utf-8") for path in SNIPPETS.glob("*.py")]
    users = [source for source in sources if "import flask_sockets" in source]
    assert len(users) > 10
    assert len({SUBCLASS.findall(source)[0] for source in users}) == 1
