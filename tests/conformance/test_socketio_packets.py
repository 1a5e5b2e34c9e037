"""Packets of Socket.IO that are not messages of the contract."""

from collections.abc import Iterator

import pytest
from websockets.sync.client import ClientConnection
from websockets.sync.client import connect as websocket

from harness.clients.base import TIMEOUT
from harness.clients.socketio import SocketIOClient
from harness.processes.server import Server
from harness.pytest.fixtures import Connect

pytestmark = pytest.mark.protocol("socketio")

BAD_EVENTS = [
    "{",
    "5",
    "{}",
    "[]",
    "[5]",
    "[null]",
    "[[]]",
    '["connect"]',
    '["disconnect"]',
    '["message"',
    "[" * 20_000,
]
BAD_PACKETS = [
    "4",
    "4x",
    "47",
    "49/broadcast,[]",
    "42/broadcast",
    "45/broadcast,",
    "451-/broadcast,[",
    "45-/broadcast,[]",
    '451-/broadcast,["message",{"_placeholder":true,"num":7}]',
    '4599999999-/broadcast,["message",{"_placeholder":true,"num":0}]',
    '42/nothing,["message",{"text":"hi"}]',
    '43/broadcast,99["ok"]',
    "44/broadcast,",
    "x",
    "9",
    "",
]


@pytest.fixture
def engine(server: Server) -> Iterator[ClientConnection]:
    """A WebSocket that is connected to /broadcast, to send raw packets on."""
    url = server.url.replace("http", "ws", 1) + SocketIOClient.path
    with websocket(url, proxy=None, ping_interval=None, close_timeout=0) as engine:
        assert str(engine.recv(TIMEOUT)).startswith("0{")
        engine.send("40/broadcast,")
        assert str(engine.recv(TIMEOUT)).startswith("40/broadcast,")
        yield engine


def test_good_event_is_answered(engine: ClientConnection) -> None:
    """A valid event in a raw packet is answered."""
    engine.send('42/broadcast,7["message",{"text":"hi"}]')
    answers = {str(engine.recv(TIMEOUT))[:14] for _ in range(2)}
    assert answers == {"42/broadcast,[", "43/broadcast,7"}


@pytest.mark.parametrize("event", BAD_EVENTS, ids=lambda event: event[:14])
def test_bad_event_is_answered(engine: ClientConnection, event: str) -> None:
    """An event without a name is bad_message; the connection stays open."""
    engine.send(f"42/broadcast,{event}")
    assert "bad_message" in str(engine.recv(TIMEOUT))
    engine.send('42/broadcast,7["message",{"text":"still here"}]')
    assert "still here" in str(engine.recv(TIMEOUT)) + str(engine.recv(TIMEOUT))


@pytest.mark.traceback
@pytest.mark.parametrize("packet", BAD_PACKETS, ids=lambda packet: packet[:20] or "empty")
def test_bad_packet_harms_only_its_sender(
    connect: Connect, engine: ClientConnection, packet: str
) -> None:
    """A bad packet gets an error, is ignored or ends its connection; others notice nothing."""
    other = connect("broadcast")
    engine.send(packet)
    other.call("message", {"text": "unharmed"})
    assert other.expect("message")["text"] == "unharmed"


@pytest.mark.parametrize("data", [b"bytes", {"text": b"bytes"}, ("two", "arguments"), ()], ids=repr)
def test_bytes_and_other_argument_counts_are_rejected(connect: Connect, data: object) -> None:
    """Bytes, or a number of arguments other than one, get an error; the connection stays open."""
    client = connect("broadcast")
    client.emit("message", data, broken=True)
    assert client.expect("error")["code"] in ("bad_field", "bad_message")
    client.call("message", {"text": "still here"})


@pytest.mark.parametrize("data", [5, None, {}, [], ("two", "arguments")], ids=repr)
def test_echo_accepts_only_text_and_bytes(connect: Connect, data: object) -> None:
    """Echo accepts a string or bytes; the rest is bad_message, and the connection stays open."""
    client = connect("echo")
    client.emit("message", data, broken=True)
    assert client.expect("error")["code"] == "bad_message"
    client.emit("message", "still here")
    assert client.expect("message") == "still here"


@pytest.mark.parametrize("scenario", ["echo", "broadcast"])
def test_messages_stay_in_order_over_polling(connect: Connect, scenario: str) -> None:
    """Messages over HTTP long polling are handled in order too."""
    client = connect(scenario, transport="polling")
    texts = [f"{n}" for n in range(100)]
    for text in texts:
        client.emit("message", text if scenario == "echo" else {"text": text})
    for _ in texts:
        client.expect("message")
    seen = client.seen("message")
    assert [message if scenario == "echo" else message["text"] for message in seen] == texts
