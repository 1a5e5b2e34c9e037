"""SIGTERM with many clients connected: all are told, and the process ends with its children."""

import time

import psutil

from harness.pytest.fixtures import Crowd, Start
from harness.rfc6455.wire import DROPPED, NO_CODE, TEXT, End, Outcome, frame, text

COUNT = 100
SECONDS_TO_STOP = 5

UNFINISHED = [b"", b"\x81", frame(TEXT, "abc")[:-1], frame(TEXT, "a", fin=False)]
"""What clients are sending when the server stops: nothing, or part of a frame or a message."""

CLOSINGS: dict[str, list[Outcome]] = {
    "native": [[End(1001)]],
    # Engine.IO's packet for a close. How the WebSocket ends after it depends on the server.
    "socketio": [[text("1"), end] for end in (End(1000), End(1001), NO_CODE, DROPPED)],
}


def test_sigterm_tells_a_hundred_clients(start: Start, crowd: Crowd) -> None:
    """Every client is told, busy or idle; one in ten reads it after the process has ended."""
    server = start()
    family = psutil.Process(server.process.pid).children(recursive=True)
    peers = crowd(server, COUNT)
    for n, peer in enumerate(peers):
        peer.send(UNFINISHED[n // 4 % len(UNFINISHED)])
    closings = CLOSINGS[server.manifest.protocol]
    began = time.monotonic()
    server.process.terminate()
    silent, others = peers[::10], [peer for n, peer in enumerate(peers) if n % 10]
    outcomes = [peer.read_to_end() for peer in others]
    assert server.wait() == 0
    assert time.monotonic() - began < SECONDS_TO_STOP
    outcomes += [peer.read_to_end() for peer in silent]
    words = len(closings[0])  # push may have sent ticks before
    assert [outcome for outcome in outcomes if outcome[-words:] not in closings] == []
    psutil.wait_procs(family, SECONDS_TO_STOP)
    assert [process for process in family if process.is_running()] == []
