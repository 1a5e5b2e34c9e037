"""Messages: text, bytes, JSON, and requests with answers."""

import json
from typing import Any

import pytest
from playwright.sync_api import expect
from websockets import ConnectionClosed
from websockets.sync.client import ClientConnection

from harness.pytest.snippets import Dial, Open, Serve


def ask(client: ClientConnection, data: Any) -> Any:
    """Send JSON, and return the JSON of the answer."""
    client.send(json.dumps(data))
    return json.loads(client.recv(timeout=20))


def ending(client: ClientConnection) -> tuple[int | None, str | None]:
    """Wait for the server's Close frame, and return its code and reason."""
    with pytest.raises(ConnectionClosed):
        client.recv(timeout=20)
    return client.close_code, client.close_reason


def test_echo_keeps_text_and_bytes(serve: Serve, dial: Dial) -> None:
    """Text comes back as text and bytes as bytes, in order."""
    server = serve("echo")
    client = dial(f"{server.ws}/ws")
    sent: list[str | bytes] = ["héllo", b"h\xe9llo", "", b"", "last"]
    for message in sent:
        client.send(message)
    assert [client.recv(timeout=20) for _ in sent] == sent


def test_binary_is_answered_with_binary(serve: Serve, dial: Dial) -> None:
    """Each byte comes back inverted, in a binary frame; text closes the connection."""
    server = serve("binary")
    client = dial(f"{server.ws}/ws")
    client.send(bytes(range(256)))
    assert client.recv(timeout=20) == bytes(reversed(range(256)))
    client.send("text")
    assert ending(client) == (1003, "binary frames only")


def test_binary_works_in_a_page(serve: Serve, open_page: Open) -> None:
    """The page sends three bytes and gets three."""
    page = open_page(serve("binary").url)
    expect(page.get_by_text("0, 1 and 254 inverted are 255, 254, 1")).to_be_visible()


def test_json_messages_reach_their_methods(serve: Serve, dial: Dial) -> None:
    """Each event reaches its method; an unknown event is answered with an error."""
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


def test_acknowledgement_has_the_id_of_the_request(serve: Serve, dial: Dial) -> None:
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
def test_acknowledgement_closes_without_an_id(
    serve: Serve, dial: Dial, message: str, code: int, reason: str
) -> None:
    """A message without an id cannot be answered, so the server closes."""
    server = serve("acknowledgement")
    client = dial(f"{server.ws}/ws")
    client.send(message)
    assert ending(client) == (code, reason)


def test_acknowledgement_works_in_a_page(serve: Serve, open_page: Open) -> None:
    """Each of the page's two requests gets its own answer."""
    page = open_page(serve("acknowledgement").url)
    expect(page.get_by_text("17 divided by 5 is 3, remainder 2")).to_be_visible()
    expect(page.get_by_text("17 divided by 0 is cannot divide that")).to_be_visible()
