"""SIGTERM while many are connected: all are told, the process ends, nothing is left."""

import time
from collections.abc import Callable

import psutil

from harness.processes.server import Server, Start
from harness.rfc6455.peer import Peer
from harness.rfc6455.wire import DROPPED, NO_CODE, TEXT, End, Outcome, frame, text

COUNT = 100
SECONDS_TO_STOP = 5

UNFINISHED = [b"", b"\x81", frame(TEXT, "abc")[:-1], frame(TEXT, "a", fin=False)]
"""What clients are in the middle of: nothing, a header, a payload, a message."""

GOODBYES: dict[str, list[Outcome]] = {
    "native": [[End(1001)]],
    # Engine.IO's packet for a close, and then whatever the server makes of the WebSocket.
    "socketio": [[text("1"), end] for end in (End(1000), End(1001), NO_CODE, DROPPED)],
}


def test_should_tell_a_hundred_clients(
    start: Start, crowd: Callable[[Server, int], list[Peer]]
) -> None:
    """Every client gets a goodbye, busy or idle; one in ten reads it when all is over."""
    server = start()
    family = psutil.Process(server.process.pid).children(recursive=True)
    peers = crowd(server, COUNT)
    for n, peer in enumerate(peers):
        peer.send(UNFINISHED[n // 4 % len(UNFINISHED)])
    goodbyes = GOODBYES[server.manifest.protocol]
    began = time.monotonic()
    server.process.terminate()
    silent, others = peers[::10], [peer for n, peer in enumerate(peers) if n % 10]
    outcomes = [peer.read_to_end() for peer in others]
    assert server.wait() == 0
    assert time.monotonic() - began < SECONDS_TO_STOP
    outcomes += [peer.read_to_end() for peer in silent]
    words = len(goodbyes[0])  # push may have spoken before
    assert [outcome for outcome in outcomes if outcome[-words:] not in goodbyes] == []
    psutil.wait_procs(family, SECONDS_TO_STOP)
    assert [process for process in family if process.is_running()] == []
