"""Frames of a native WebSocket that are no message of the contract."""

import json

import pytest
from websockets.frames import Opcode

from harness.clients import Connect
from harness.clients.native import NativeClient
from harness.processes.server import Server
from harness.rfc6455.peer import handshake

pytestmark = pytest.mark.protocol("native")

BAD_MESSAGES = [
    "",
    "hello",
    "{",
    "{'event': 'say'}",
    '{"event": "message", "data": {"text": "hi", "more": NaN}}',
    "[" * 20_000,
    "9" * 5000,
    "null",
    "5",
    '"say"',
    "[]",
    '[{"event": "message"}]',
    "{}",
    '{"data": {}}',
    '{"event": null}',
    '{"event": 5}',
    '{"event": ["message"]}',
]
BAD_IDS = ["1", -1, 1.5, True, [], {}, 2**53]


@pytest.fixture
def client(connect: Connect) -> NativeClient:
    """A connection to broadcast, of which frames are sent as they are."""
    client = connect("broadcast")
    assert isinstance(client, NativeClient)
    return client


@pytest.mark.parametrize("frame", BAD_MESSAGES, ids=lambda frame: frame[:20] or "empty")
def test_should_answer_bad_messages(client: NativeClient, frame: str) -> None:
    """What is not JSON, no object, or has no event is bad_message; the connection stays."""
    client.send_frame(frame)
    assert client.expect("error")["code"] == "bad_message"
    client.call("message", {"text": "still here"})


@pytest.mark.parametrize("number", BAD_IDS, ids=repr)
def test_should_refuse_a_bad_id(client: NativeClient, number: object) -> None:
    """An id that is no integer from 0 to 2^53-1 is refused, and the message not carried out."""
    frame = {"event": "message", "data": {"text": "hi"}, "id": number}
    client.send_frame(json.dumps(frame))
    assert client.expect("error")["code"] == "bad_field"
    client.call("message", {"text": "the first"})
    assert client.expect("message")["text"] == "the first"


@pytest.mark.parametrize("number", [0, 2**53 - 1])
def test_should_repeat_the_id(client: NativeClient, number: int) -> None:
    """Every integer that JavaScript has is an id."""
    client.send_frame(json.dumps({"event": "message", "data": {"text": "hi"}, "id": number}))
    assert client.acknowledgement(number) == {"ok": True}


def test_should_take_missing_data_as_empty(client: NativeClient) -> None:
    """`data` may be left out, and is then an object with no fields."""
    client.send_frame('{"event": "message"}')
    assert client.expect("error")["message"].startswith("text: ")


@pytest.mark.parametrize("surrogate", [r"\ud83d", r"\udc22", r"\udc22\ud83d"])
def test_should_refuse_lone_surrogates(client: NativeClient, surrogate: str) -> None:
    """Half a character is no text: it could not be sent on."""
    client.send_frame(f'{{"event": "message", "data": {{"text": "{surrogate}"}}}}')
    assert client.expect("error")["code"] == "bad_field"


@pytest.mark.parametrize("scenario", ["broadcast", "chat", "push"])
def test_should_close_on_binary(connect: Connect, scenario: str) -> None:
    """A binary frame where JSON is due ends the connection with 1003."""
    client, other = connect(scenario), connect(scenario)
    assert isinstance(client, NativeClient)
    client.send_frame(b'{"event": "message", "data": {"text": "hi"}}')
    client.expect_closed(1003)
    assert other.closed is None


@pytest.mark.parametrize("scenario", ["echo", "broadcast"])
def test_should_close_on_bad_utf8(connect: Connect, scenario: str) -> None:
    """A text frame that is not UTF-8 ends the connection with 1007."""
    client = connect(scenario)
    assert isinstance(client, NativeClient)
    client.connection.send(b"\xff\xfe", text=True)
    client.expect_closed(1007)


@pytest.mark.parametrize("scenario", ["echo", "broadcast"])
def test_should_close_on_protocol_errors(connect: Connect, scenario: str) -> None:
    """A frame that RFC 6455 forbids ends the connection, of who sent it alone."""
    client, other = connect(scenario), connect(scenario)
    assert isinstance(client, NativeClient)
    with client.connection.protocol_mutex:
        client.connection.socket.sendall(bytes([0x80 | 0x70 | Opcode.TEXT, 0x80, 0, 0, 0, 0]))
    client.expect_closed()
    assert other.closed is None


def test_should_put_fragments_together(connect: Connect) -> None:
    """A message may come in pieces."""
    client = connect("echo")
    assert isinstance(client, NativeClient)
    client.connection.send(["frag", "men", "ted"])
    assert client.expect("message") == "fragmented"


@pytest.mark.parametrize("path", ["nothing", "", "chat/", "chat/room"])
def test_should_not_find_other_paths(server: Server, path: str) -> None:
    """A WebSocket at an unknown path is refused with 404."""
    assert handshake(server.url, f"/ws/{path}")[0] == 404
