"""What messages are made of: text, bytes, JSON, requests and their answers."""

import json
from typing import Any

import pytest
from playwright.sync_api import expect
from websockets import ConnectionClosed
from websockets.sync.client import ClientConnection

from harness.pytest.snippets import Dial, Open, Serve


def ask(client: ClientConnection, data: Any) -> Any:
    """Send JSON, and return the JSON that comes back."""
    client.send(json.dumps(data))
    return json.loads(client.recv(timeout=20))


def ending(client: ClientConnection) -> tuple[int | None, str | None]:
    """Wait for the server's Close frame, and return its code and reason."""
    with pytest.raises(ConnectionClosed):
        client.recv(timeout=20)
    return client.close_code, client.close_reason


def test_should_echo(serve: Serve, dial: Dial) -> None:
    """Text comes back as text and bytes as bytes, in their order."""
    server = serve("echo")
    client = dial(f"{server.ws}/ws")
    sent: list[str | bytes] = ["héllo", b"h\xe9llo", "", b"", "last"]
    for message in sent:
        client.send(message)
    assert [client.recv(timeout=20) for _ in sent] == sent


def test_should_say_what_came_over_a_socket(serve: Serve, dial: Dial) -> None:
    """Bytes come back as a binary frame, each of them inverted; text closes the connection."""
    server = serve("binary")
    client = dial(f"{server.ws}/ws")
    client.send(bytes(range(256)))
    assert client.recv(timeout=20) == bytes(reversed(range(256)))
    client.send("text")
    assert ending(client) == (1003, "binary frames only")


def test_should_exchange_bytes_with_a_page(serve: Serve, open_page: Open) -> None:
    """The page sends three bytes and gets three."""
    page = open_page(serve("binary").url)
    expect(page.get_by_text("0, 1 and 254 inverted are 255, 254, 1")).to_be_visible()


def test_should_dispatch_events(serve: Serve, dial: Dial) -> None:
    """Each event reaches its method; what is no event in the table is an error and no more."""
    server = serve("json_messages")
    client = dial(f"{server.ws}/ws")
    error = {"event": "error", "data": "unknown event, or no data"}
    assert ask(client, {"event": "greet", "data": "Ada"}) == {
        "event": "greeting",
        "data": "Hello, Ada!",
    }
    assert ask(client, {"event": "close", "data": 1000}) == error
    assert ask(client, {"event": ["sort"], "data": []}) == error
    assert ask(client, {"event": "sort"}) == error
    assert ask(client, 5) == error
    client.send("no JSON")
    assert json.loads(client.recv(timeout=20)) == error
    assert ask(client, {"event": "sort", "data": 5}) == {
        "event": "error",
        "data": "sort takes a list of words",
    }
    assert ask(client, {"event": "sort", "data": ["b", "c", "a"]}) == {
        "event": "sorted",
        "data": ["a", "b", "c"],
    }


def test_should_answer_with_the_id_of_the_request(serve: Serve, dial: Dial) -> None:
    """Every request gets an answer or an error with its own id."""
    server = serve("acknowledgement")
    client = dial(f"{server.ws}/ws")
    assert ask(client, {"id": 7, "divide": [17, 5]}) == {"id": 7, "answer": [3, 2]}
    assert ask(client, {"id": 3, "divide": [1, 0]}) == {"id": 3, "error": "cannot divide that"}
    assert ask(client, {"id": 4, "divide": "x"}) == {"id": 4, "error": "cannot divide that"}


@pytest.mark.parametrize(
    ("message", "code", "reason"),
    [("no JSON", 1007, "JSON only"), ('{"divide": [1, 2]}', 1008, "a request has an id")],
)
def test_should_close_on_what_it_cannot_answer(
    serve: Serve, dial: Dial, message: str, code: int, reason: str
) -> None:
    """There is nothing to answer where there is no id."""
    server = serve("acknowledgement")
    client = dial(f"{server.ws}/ws")
    client.send(message)
    assert ending(client) == (code, reason)


def test_should_answer_a_page(serve: Serve, open_page: Open) -> None:
    """The page's two requests get what belongs to each."""
    page = open_page(serve("acknowledgement").url)
    expect(page.get_by_text("17 divided by 5 is 3, remainder 2")).to_be_visible()
    expect(page.get_by_text("17 divided by 0 is cannot divide that")).to_be_visible()
