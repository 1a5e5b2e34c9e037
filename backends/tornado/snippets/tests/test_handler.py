"""The handler's three methods."""

from harness.pytest.snippets import Dial, Serve


def test_should_answer_each_message(serve: Serve, dial: Dial) -> None:
    """It speaks when a client comes, answers what it says, and notes how it went."""
    server = serve("handler")
    client = dial(f"{server.ws}/ws")
    assert client.recv() == "Who are you?"
    client.send("Ada")
    assert client.recv() == "Hello, Ada!"
    client.close(3001, "bye")
    server.expect_log("closed with 3001 bye")
