"""Frames of a native WebSocket that are not messages of the contract."""

import json

import pytest
from websockets.frames import Opcode

from harness.clients.native import NativeClient
from harness.processes.server import Server
from harness.pytest.fixtures import Connect
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
    """A connection to broadcast, to send raw frames on."""
    client = connect("broadcast")
    assert isinstance(client, NativeClient)
    return client


# The contract's code parses messages, on every server.
@pytest.mark.few_cases(4)
@pytest.mark.parametrize("frame", BAD_MESSAGES, ids=lambda frame: frame[:20] or "empty")
def test_bad_message_is_answered(client: NativeClient, frame: str) -> None:
    """A frame that is not a JSON object with an event is bad_message; the connection stays open."""
    client.send_frame(frame)
    assert client.expect("error")["code"] == "bad_message"
    client.call("message", {"text": "still here"})


@pytest.mark.few_cases(2)
@pytest.mark.parametrize("number", BAD_IDS, ids=repr)
def test_bad_id_is_rejected(client: NativeClient, number: object) -> None:
    """An id that is not an integer from 0 to 2^53-1 is rejected, and the message is ignored."""
    frame = {"event": "message", "data": {"text": "hi"}, "id": number}
    client.send_frame(json.dumps(frame))
    assert client.expect("error")["code"] == "bad_field"
    client.call("message", {"text": "the first"})
    assert client.expect("message")["text"] == "the first"


@pytest.mark.parametrize("number", [0, 2**53 - 1])
def test_acknowledgement_repeats_the_id(client: NativeClient, number: int) -> None:
    """An acknowledgement repeats any id, from 0 to JavaScript's largest safe integer."""
    client.send_frame(json.dumps({"event": "message", "data": {"text": "hi"}, "id": number}))
    assert client.acknowledgement(number) == {"ok": True}


def test_missing_data_is_an_empty_object(client: NativeClient) -> None:
    """`data` may be omitted, and is then an empty object."""
    client.send_frame('{"event": "message"}')
    assert client.expect("error")["message"].startswith("text: ")


@pytest.mark.parametrize("surrogate", [r"\ud83d", r"\udc22", r"\udc22\ud83d"])
def test_lone_surrogate_is_rejected(client: NativeClient, surrogate: str) -> None:
    """Half a surrogate pair is rejected, because UTF-8 cannot encode it."""
    client.send_frame(f'{{"event": "message", "data": {{"text": "{surrogate}"}}}}')
    assert client.expect("error")["code"] == "bad_field"


@pytest.mark.parametrize("scenario", ["broadcast", "chat", "push"])
def test_binary_frame_closes_json_scenarios(connect: Connect, scenario: str) -> None:
    """A binary frame closes a JSON scenario with 1003."""
    client, other = connect(scenario), connect(scenario)
    assert isinstance(client, NativeClient)
    client.send_frame(b'{"event": "message", "data": {"text": "hi"}}')
    client.expect_closed(1003)
    assert other.closed is None


@pytest.mark.parametrize("scenario", ["echo", "broadcast"])
def test_bad_utf8_closes_the_connection(connect: Connect, scenario: str) -> None:
    """A text frame that is not UTF-8 closes the connection with 1007."""
    client = connect(scenario)
    assert isinstance(client, NativeClient)
    client.connection.send(b"\xff\xfe", text=True)
    client.expect_closed(1007)


@pytest.mark.parametrize("scenario", ["echo", "broadcast"])
def test_protocol_error_closes_the_connection(connect: Connect, scenario: str) -> None:
    """A frame that RFC 6455 forbids closes its sender's connection, and no other."""
    client, other = connect(scenario), connect(scenario)
    assert isinstance(client, NativeClient)
    with client.connection.protocol_mutex:
        client.connection.socket.sendall(bytes([0x80 | 0x70 | Opcode.TEXT, 0x80, 0, 0, 0, 0]))
    client.expect_closed()
    assert other.closed is None


def test_fragments_make_one_message(connect: Connect) -> None:
    """A message may arrive in fragments."""
    client = connect("echo")
    assert isinstance(client, NativeClient)
    client.connection.send(["frag", "men", "ted"])
    assert client.expect("message") == "fragmented"


@pytest.mark.parametrize("path", ["nothing", "", "chat/", "chat/room"])
def test_unknown_path_is_not_found(server: Server, path: str) -> None:
    """A WebSocket at an unknown path is rejected with 404."""
    assert handshake(server.url, f"/ws/{path}")[0] == 404
