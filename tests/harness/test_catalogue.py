"""A pitfall's file: what is read from it, and what is wrong with one."""

from pathlib import Path

import pytest

from harness.lab.catalogue import Pitfall, PitfallError, paragraphs

GOOD = '''"""Sending twice sends twice.

Looks like:
    twice, or too often

Symptom:
    client: gets a message
        and once more
    server: nothing

Cause:
    It is sent
    twice.

    On purpose.

Fix:
    Send once.

Versions:
    All.

References:
    https://example.org/
"""


def broken(port: int) -> None:
    send()
    send()
    serve(port)


def fixed(port: int) -> None:
    send()
    serve(port)


if __name__ == "__main__":
    run(broken, fixed)
'''


def written(folder: Path, text: str, *, with_play: bool = True) -> Pitfall:
    """Write a pitfall as a backend's."""
    place = folder / "tornado" / "pitfalls"
    place.mkdir(parents=True)
    path = place / "twice.py"
    path.write_text(text, encoding="utf-8")
    if with_play:
        path.with_suffix(".js").touch()
    return Pitfall(path)


def test_should_read_what_it_says(tmp_path: Path) -> None:
    """Title, sections and symptoms are what the docstring has."""
    pitfall = written(tmp_path, GOOD)
    pitfall.check()
    assert pitfall.key == "tornado/twice"
    assert pitfall.title == "Sending twice sends twice"
    assert pitfall.symptoms == [("client", "gets a message and once more"), ("server", "nothing")]
    assert paragraphs(pitfall.sections["Cause"]) == ["It is sent twice.", "On purpose."]
    assert pitfall.references == ["https://example.org/"]


def test_should_tell_which_lines_differ(tmp_path: Path) -> None:
    """A line that the other side has not got differs; the first, with the name, never does."""
    pitfall = written(tmp_path, GOOD.replace("    send()\n    serve", "    wait()\n    serve"))
    lines = pitfall.code("broken")
    assert [line.text for line in lines if line.differs] == ["    send()"]
    assert lines[0].text == "def broken(port: int) -> None:"
    assert GOOD.splitlines()[lines[0].number - 1] == lines[0].text


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ("Fix:", "Remedy:", "the sections are not"),
        ("Fix:", "Fix:\n    Twice.\n\nCure:", "the sections are not"),
        ("    Send once.\n", "", "nothing under Fix"),
        ("twice, or too often", "odd", "no such thing to look like: odd"),
        ("    server: nothing", "    somebody: nothing", "a symptom of somebody?"),
        ("def fixed", "def mended", "no function fixed"),
        ('"""Sending', 'TEXT = """Sending', "no docstring"),
    ],
)
def test_should_complain(tmp_path: Path, old: str, new: str, complaint: str) -> None:
    """A file that is not in its side is named, with what is wrong."""
    assert old in GOOD
    pitfall = written(tmp_path, GOOD.replace(old, new))
    with pytest.raises(PitfallError, match=complaint):
        pitfall.check()


def test_should_ask_for_a_difference(tmp_path: Path) -> None:
    """Two sides that are the same are no pitfall."""
    pitfall = written(tmp_path, GOOD.replace("    send()\n    send()\n", "    send()\n"))
    with pytest.raises(PitfallError, match="nothing differs"):
        pitfall.check()


def test_should_ask_for_a_play(tmp_path: Path) -> None:
    """Without what the page does nothing would be shown."""
    with pytest.raises(PitfallError, match=r"no twice\.js"):
        written(tmp_path, GOOD, with_play=False).check()
