"""Clients that leave at a bad moment: the server logs no traceback, and serves all others."""

import json
import os
import signal
import socket
import struct
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing

import pytest
import requests

from backends.shared.manifest import ROOT
from harness.clients.base import TIMEOUT
from harness.clients.http import HttpClient
from harness.deployments import Deployment
from harness.processes.server import Server
from harness.pytest.fixtures import Start, check_log
from harness.pytest.report import Evidence
from harness.rfc6455.peer import Peer
from harness.rfc6455.scenario import enter, read_text
from harness.rfc6455.wire import TEXT, close, frame, request

pytestmark = pytest.mark.protocol("socketio")

SWITCHING = os.pathsep.join([str(ROOT / "tests" / "reliability" / "switching"), str(ROOT)])
"""On a server's import path, this makes its threads switch as often as possible."""

LEAVERS = 20
MESSAGES = 60
SENDERS = 5
ENGINE_CLOSE = frame(TEXT, "1")


def event(scenario: str, name: str, **data: object) -> bytes:
    """Return the frame of a Socket.IO event."""
    return frame(TEXT, f"42/{scenario},{json.dumps([name, data])}")


TOO_BIG = event("broadcast", "message", text="x" * 100_000)


@pytest.fixture(scope="module")
def switching(deployment: Deployment) -> Iterator[Server]:
    """A server for all tests of this module. Its threads switch as often as possible."""
    server = deployment.start(PYTHONPATH=SWITCHING)
    yield server
    assert server.stop() == 0


@pytest.fixture
def server(
    request: pytest.FixtureRequest, switching: Server, evidence: Evidence
) -> Iterator[Server]:
    """The server. After each test it has no connection left, and no traceback in its log."""
    before = len(switching.log)
    evidence.append((f"log of {switching}", lambda: switching.log[before:]))
    yield switching
    with closing(HttpClient(switching.url)) as client:
        client.wait_for_connections(0)
    check_log(request, "socketio", switching.log[before:])


def reset(peer: Peer) -> None:
    """End the TCP connection with a RST, like a process that is killed."""
    peer.socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    peer.close()


def drop(peer: Peer, *parts: bytes) -> None:
    """Send something, then end the TCP connection with a RST."""
    peer.send(*parts)
    reset(peer)


DEPARTURES: dict[str, Callable[[Peer], None]] = {
    "reset": reset,
    "half-close": Peer.finish,
    "Close frame": lambda peer: peer.send(close(1000)),
    "Close frame and reset": lambda peer: drop(peer, close(1000)),
    "Engine.IO close": lambda peer: peer.send(ENGINE_CLOSE),
    "Engine.IO close and reset": lambda peer: drop(peer, ENGINE_CLOSE),
    "both closes in one segment": lambda peer: peer.send(ENGINE_CLOSE + close(1000)),
    "both closes in two segments": lambda peer: peer.send(ENGINE_CLOSE, close(1000)),
    "message over the limit": lambda peer: peer.send(TOO_BIG),
    "message over the limit and reset": lambda peer: drop(peer, TOO_BIG),
}


@pytest.mark.parametrize("leave", DEPARTURES.values(), ids=list(DEPARTURES))
def test_departure_disturbs_no_broadcast(server: Server, leave: Callable[[Peer], None]) -> None:
    """While 20 clients leave, another gets every message of a broadcast, and nothing is logged."""
    with ExitStack() as stack:
        sender, listener, *leavers = (
            stack.enter_context(enter(server.url, "socketio", "broadcast"))
            for _ in range(2 + LEAVERS)
        )
        for n in range(MESSAGES):
            sender.send(event("broadcast", "message", text=f"{n}"))
            if n % (MESSAGES // LEAVERS) == 0:
                leave(leavers.pop())
        for n in range(MESSAGES):
            read_text(listener, f'42/broadcast,["message",{{"text":"{n}",'.encode())


POLLING = "/socket.io/?EIO=4&transport=polling"


def open_by_polling(server: Server) -> str:
    """Open an Engine.IO session over HTTP; return its id."""
    return str(json.loads(requests.get(server.url + POLLING, timeout=TIMEOUT).text[1:])["sid"])


PROBE, UPGRADE = frame(TEXT, "2probe"), frame(TEXT, "5")
UPGRADES: dict[str, Callable[[Peer], None]] = {
    "reset": reset,
    "Close frame": lambda peer: peer.send(close(1000)),
    "probe and reset": lambda peer: drop(peer, PROBE),
    "probe and Close frame in one segment": lambda peer: peer.send(PROBE + close(1000)),
    "probe and Close frame": lambda peer: peer.send(PROBE, close(1000)),
    "probe, Close frame and reset": lambda peer: drop(peer, PROBE + close(1000)),
    "no probe": lambda peer: peer.send(UPGRADE),
    "upgrade and reset": lambda peer: drop(peer, PROBE + UPGRADE),
    "upgrade and Close frame": lambda peer: peer.send(PROBE + UPGRADE + close(1000)),
    "upgrade and Engine.IO close": lambda peer: peer.send(PROBE + UPGRADE + ENGINE_CLOSE),
}


@pytest.mark.parametrize("leave", UPGRADES.values(), ids=list(UPGRADES))
def test_departure_during_upgrade_logs_no_traceback(
    server: Server, leave: Callable[[Peer], None]
) -> None:
    """A client that leaves while it upgrades from long polling to a WebSocket is forgotten."""
    for _ in range(LEAVERS):
        path = f"/socket.io/?EIO=4&transport=websocket&sid={open_by_polling(server)}"
        with Peer.open(server.url, path) as peer:
            leave(peer)
    with enter(server.url, "socketio", "echo") as peer:
        peer.send(frame(TEXT, '42/echo,["message","hi"]'))
        read_text(peer, b'42/echo,["message","hi"]')


def test_departure_during_handshake_logs_no_traceback(server: Server) -> None:
    """A client that resets the connection while the server answers its handshake is forgotten."""
    for _ in range(LEAVERS):
        peer = Peer(server.url)
        peer.send(request("/socket.io/?EIO=4&transport=websocket", peer.headers()))
        reset(peer)
    enter(server.url, "socketio", "echo").close()


EVENTS = {
    "broadcast": event("broadcast", "message", text="hi"),
    "chat": event("chat", "join", room="lobby"),
    "push": event("push", "start_job", steps=1),
}


@pytest.mark.parametrize("signum", [signal.SIGTERM, signal.SIGINT])
def test_stop_while_clients_send_logs_no_traceback(start: Start, signum: signal.Signals) -> None:
    """Clients that send events while the server stops cause no error in its log."""
    server = start(PYTHONPATH=SWITCHING)
    with ExitStack() as stack:
        peers = [
            (stack.enter_context(enter(server.url, "socketio", scenario)), events)
            for scenario, events in EVENTS.items()
            for _ in range(SENDERS)
        ]
        server.process.send_signal(signum)
        for _ in range(MESSAGES):
            for peer, events in peers:
                peer.send(events)
        assert server.wait() == 0


@pytest.mark.parametrize(
    ("method", "status", "body"), [("GET", 200, "1"), ("POST", 400, "The session has ended")]
)
def test_request_after_the_session_has_ended_is_answered(
    server: Server, method: str, status: int, body: str
) -> None:
    """After the client's own close, a late poll ends without an error, and a POST is rejected."""
    url = f"{server.url}{POLLING}&sid={open_by_polling(server)}"
    assert requests.post(url, "40/push,", timeout=TIMEOUT).text == "OK"
    assert requests.post(url, "1", timeout=TIMEOUT).text == "OK"
    answer = requests.request(method, url, timeout=TIMEOUT)
    assert (answer.status_code, answer.text) == (status, body)
