"""The load generator, against small servers in this process."""

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest
from websockets.sync.server import ServerConnection, serve

from harness.bench import load
from harness.bench.load import Broadcast, Echo, LoadError, SilenceError, message_frame
from harness.clients.swarm import Swarm

Handler = Callable[[ServerConnection], None]
Open = Callable[[Handler, int], Swarm]


@pytest.fixture
def connect() -> Iterator[Open]:
    """Serve a handler and open connections to it."""
    with ExitStack() as stack:

        def connect(handler: Handler, count: int) -> Swarm:
            server = stack.enter_context(serve(handler, "127.0.0.1", 0))
            threading.Thread(target=server.serve_forever).start()
            swarm = Swarm(f"http://127.0.0.1:{server.socket.getsockname()[1]}", "native", "", count)
            stack.callback(swarm.close)
            return swarm

        yield connect


def limited(most: int) -> Handler:
    """Return a handler that echoes a limited number of messages."""

    def echo(connection: ServerConnection) -> None:
        for number, message in enumerate(connection):
            if number < most:
                connection.send(message)

    return echo


class Hub:
    """Sends every message to everyone, once all are connected."""

    def __init__(self, count: int) -> None:
        self.connections: set[ServerConnection] = set()
        self.messages = 0
        self.complete = threading.Barrier(count)

    def __call__(self, connection: ServerConnection) -> None:
        """Serve one connection."""
        self.connections.add(connection)
        self.complete.wait()
        for message in connection:
            self.messages += 1
            for each in self.connections:
                each.send(message)


@pytest.mark.parametrize(
    ("protocol", "scenario", "text", "expected"),
    [
        ("native", "echo", "hi", b"\x81\x82\0\0\0\0hi"),
        ("native", "echo", "x" * 125, b"\x81\xfd\0\0\0\0" + b"x" * 125),
        ("native", "echo", "x" * 126, b"\x81\xfe\0\x7e\0\0\0\0" + b"x" * 126),
        ("native", "echo", "🐢", b"\x81\x84\0\0\0\0\xf0\x9f\x90\xa2"),
        (
            "native",
            "broadcast",
            "hi",
            b'\x81\xac\0\0\0\0{"event": "message", "data": {"text": "hi"}}',
        ),
        (
            "native",
            "broadcast",
            "🐢",
            b'\x81\xae\0\0\0\0{"event": "message", "data": {"text": "\xf0\x9f\x90\xa2"}}',
        ),
        ("socketio", "echo", "hi", b'\x81\x99\0\0\0\x0042/echo,["message", "hi"]'),
        (
            "socketio",
            "broadcast",
            "hi",
            b'\x81\xa8\0\0\0\x0042/broadcast,["message", {"text": "hi"}]',
        ),
    ],
)
def test_message_frame_builds_frames(
    protocol: str, scenario: str, text: str, expected: bytes
) -> None:
    """A frame has a mask of zeros, and the length of the encoded text."""
    assert message_frame(protocol, scenario, text) == expected


def test_echo_counts_each_message_once(connect: Open) -> None:
    """Every message that comes back counts once; `finish` waits for the last ones."""
    echo = Echo(connect(limited(1_000_000), 3), message_frame("native", "echo", "hi"))
    assert echo.answer == 4
    assert echo.run(seconds=60, messages=100) >= 100
    echo.finish()


@pytest.mark.parametrize("wait_for_all", [False, True])
def test_broadcast_counts_every_copy(connect: Open, wait_for_all: bool) -> None:
    """A broadcast counts once for each copy received; `finish` leaves none in flight."""
    hub = Hub(4)
    broadcast = Broadcast(connect(hub, 4), message_frame("native", "echo", "hi"), wait_for_all)
    warm_up = hub.messages
    received = broadcast.run(seconds=60, messages=50)
    assert hub.messages - warm_up == 50
    if wait_for_all:
        assert received == 200
    broadcast.finish()
    assert broadcast.outstanding == 0


def test_broadcast_stops_after_its_time(connect: Open) -> None:
    """A load of zero seconds sends its first message only."""
    hub = Hub(2)
    broadcast = Broadcast(connect(hub, 2), message_frame("native", "echo", "hi"), wait_for_all=True)
    warm_up = hub.messages
    assert broadcast.run(seconds=0) == 0
    broadcast.finish()
    assert hub.messages - warm_up == 1


def test_echo_reports_a_silent_server(connect: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    """A server that stops sending raises an error; it does not count as slow."""
    monkeypatch.setattr(load, "SILENCE_SECONDS", 0.05)
    echo = Echo(connect(limited(load.ROUND_TRIPS + 10), 1), message_frame("native", "echo", "hi"))
    with pytest.raises(SilenceError, match=r"no data for 0\.05 s"):
        echo.run(seconds=60)


def test_echo_reports_a_closed_connection(connect: Open) -> None:
    """A server that closes a connection raises an error."""

    def hang_up(connection: ServerConnection) -> None:
        for number, message in enumerate(connection):
            if number > load.ROUND_TRIPS + 10:
                connection.socket.shutdown(socket.SHUT_RDWR)
                return
            connection.send(message)

    echo = Echo(connect(hang_up, 1), message_frame("native", "echo", "hello"))
    echo.run(seconds=0.2)
    with pytest.raises(LoadError, match="the server closed a connection"):
        echo.finish()
