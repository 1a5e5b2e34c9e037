"""send() on a closed connection."""

from playwright.sync_api import BrowserContext

from harness.pytest.pitfalls import RunSide


def test_broken_loses_the_message(
    run_side: RunSide, context: BrowserContext, browser_name: str
) -> None:
    """Nothing is thrown and nothing is sent; only the console has a warning."""
    lines: list[str] = []
    context.on("console", lambda line: lines.append(line.text))
    broken = run_side("broken")
    broken.expect("client", kind="done")
    assert broken.seen("client", "hello", "sent")
    (amount,) = broken.seen("client", kind="note")[1:]
    assert amount.text == "bufferedAmount 5"
    assert broken.seen("client", kind="failed") == []
    assert [event.text for event in broken.seen("wire", kind="up")] == ["is anybody there?"]
    if browser_name == "chromium":
        context.pages[0].title()  # makes Playwright deliver earlier console lines
        assert any("WebSocket is already in CLOSING or CLOSED state." in line for line in lines)


def test_fixed_sends_the_message_later(run_side: RunSide) -> None:
    """The message goes out as soon as the next connection opens."""
    fixed = run_side("fixed")
    fixed.expect("client", kind="done")
    texts = [event.text for event in fixed.seen("client", kind="message")]
    assert texts == ["again: hello", "again: is anybody there?"]
    (answer, _) = fixed.seen("client", kind="message")
    (later,) = fixed.seen("client", "again: is anybody there?", "sent")
    assert answer.at <= later.at
