"""Reading and checking a pitfall's file."""

from pathlib import Path

import pytest

from harness.lab.catalogue import Pitfall, PitfallError, paragraphs

GOOD = '''"""Sending twice sends twice.

Looks like:
    twice or more often

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


def written(folder: Path, text: str, *, with_script: bool = True) -> Pitfall:
    """Write a pitfall into a backend's folder."""
    place = folder / "tornado" / "pitfalls"
    place.mkdir(parents=True)
    path = place / "twice.py"
    path.write_text(text, encoding="utf-8")
    if with_script:
        path.with_suffix(".js").touch()
    return Pitfall(path)


def test_pitfall_reads_its_docstring(tmp_path: Path) -> None:
    """Title, sections and symptoms come from the docstring."""
    pitfall = written(tmp_path, GOOD)
    pitfall.check()
    assert pitfall.key == "tornado/twice"
    assert pitfall.title == "Sending twice sends twice"
    assert pitfall.symptoms == [("client", "gets a message and once more"), ("server", "nothing")]
    assert paragraphs(pitfall.sections["Cause"]) == ["It is sent twice.", "On purpose."]
    assert pitfall.references == ["https://example.org/"]


def test_code_marks_lines_that_differ(tmp_path: Path) -> None:
    """Lines that the other side does not have are marked, except the first line with the name."""
    pitfall = written(tmp_path, GOOD.replace("    send()\n    serve", "    wait()\n    serve"))
    lines = pitfall.code("broken")
    assert [line.text for line in lines if line.differs] == ["    send()"]
    assert lines[0].text == "def broken(port: int) -> None:"
    assert GOOD.splitlines()[lines[0].number - 1] == lines[0].text


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ("Fix:", "Remedy:", "the sections are not"),
        ("Fix:", "Fix:\n    Twice.\n\nRemedy:", "the sections are not"),
        ("    Send once.\n", "", "no text under Fix"),
        ("twice or more often", "odd", "not in LOOKS_LIKE: odd"),
        (
            "    server: nothing",
            "    somebody: nothing",
            "a symptom of 'somebody', which is not in WHERE",
        ),
        ("def fixed", "def mended", "no function fixed"),
        ('"""Sending', 'TEXT = """Sending', "no docstring"),
    ],
)
def test_check_rejects_incomplete_file(tmp_path: Path, old: str, new: str, complaint: str) -> None:
    """The error says which part is missing or wrong."""
    assert old in GOOD
    pitfall = written(tmp_path, GOOD.replace(old, new))
    with pytest.raises(PitfallError, match=complaint):
        pitfall.check()


def test_check_rejects_equal_sides(tmp_path: Path) -> None:
    """A pitfall needs a line that differs."""
    pitfall = written(tmp_path, GOOD.replace("    send()\n    send()\n", "    send()\n"))
    with pytest.raises(PitfallError, match="both sides are the same"):
        pitfall.check()


def test_check_rejects_missing_script(tmp_path: Path) -> None:
    """A pitfall needs a script beside it."""
    with pytest.raises(PitfallError, match=r"no script twice\.js"):
        written(tmp_path, GOOD, with_script=False).check()
