"""The handler's three methods."""

from harness.pytest.snippets import Dial, Serve


def test_handler_answers_each_message(serve: Serve, dial: Dial) -> None:
    """It greets a client, answers its message, and logs how the connection closed."""
    server = serve("handler")
    client = dial(f"{server.ws}/ws")
    assert client.recv() == "Who are you?"
    client.send("Ada")
    assert client.recv() == "Hello, Ada!"
    client.close(3001, "bye")
    server.expect_log("closed with 3001 bye")
