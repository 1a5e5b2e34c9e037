"""A close code of one's own."""

from harness.pitfalls.fixtures import Play


def test_should_lose_the_code(play: Play, browser_name: str) -> None:
    """The reason's first two letters are taken for the code."""
    broken = play("broken")
    close = broken.expect("client", "close ", "close")
    broken.expect("client", kind="done")
    assert broken.seen("client", "4001") == []
    assert "bye" not in close.text
    if browser_name == "chromium":
        assert close.text == "close 25209 e"


def test_should_send_code_and_reason(play: Play) -> None:
    """The page gets the code, and the reason."""
    fixed = play("fixed")
    fixed.expect("client", "close 4001 bye", "close")
    fixed.expect("client", "ask for the password again", "note")
    fixed.expect("client", kind="done")
