"""Twenty thousand broken inputs: the server lives, and a bystander notices nothing."""

import os
import random
from collections.abc import Callable
from contextlib import suppress
from itertools import islice

import pytest

from harness.clients import Client, Connect
from harness.clients.http import Browse
from harness.processes.server import Server, Start
from harness.pytest.report import Evidence
from harness.rfc6455.fuzz import inputs
from harness.rfc6455.peer import Peer, ServerFault
from harness.rfc6455.wire import CLOSE, PING, PONG, frame

INPUTS = 20_000
SEED = int(os.environ.get("FUZZ_SEED", "6455"))
Crowd = Callable[[Server, int], list[Peer]]

CONNECTIONS = 40
INPUTS_EACH = 20
TOLERATED: dict[str, tuple[type[ServerFault], ...]] = {
    "native": (),
    # Engine.IO leaves frames to what serves it. Some of that sends an HTTP error into the stream of
    # a WebSocket that it gives up, or answers a ping that is too long.
    "socketio": (ServerFault,),
}


def pummel(peer: Peer, parts: list[bytes]) -> None:
    """Send inputs, a ping after each, and no more."""
    peer.send(b"".join(part + frame(PING, b"%d" % n) for n, part in enumerate(parts)))
    peer.finish()


def survived(peer: Peer, protocol: str) -> int:
    """Read what the server says; return how many inputs it took, with the one that was its last."""
    taken = 1
    with suppress(*TOLERATED[protocol]):
        while (seen := peer.read_message()) is not None and seen.opcode != CLOSE:
            if seen.opcode == PONG and seen.payload.isdigit():
                taken = min(int(seen.payload) + 2, INPUTS_EACH)
    return taken


def serve_a_bystander(echo: Client, broadcast: Client, words: str) -> None:
    """See that others are served, and get what they should."""
    echo.emit("message", words)
    assert echo.expect("message") == words
    broadcast.call("message", {"text": words})
    broadcast.expect("message", lambda message: message["text"] == words)


# Engine.IO, simple-websocket and python-socketio log some broken packets with a traceback.
@pytest.mark.traceback("socketio")
def test_should_survive_broken_input(
    start: Start, connect: Connect, browse: Browse, crowd: Crowd, evidence: Evidence
) -> None:
    """After every batch of broken input others are served as if nothing had happened."""
    server = start(HEARTBEAT="2")  # who was given up without a word is forgotten soon
    protocol = server.manifest.protocol
    rng = random.Random(SEED)
    taken = 0
    evidence.append(("fuzz", lambda: [f"FUZZ_SEED={SEED}: failed after {taken} inputs"]))
    echo, broadcast = connect("echo", server), connect("broadcast", server)
    while taken < INPUTS:
        peers = crowd(server, CONNECTIONS)
        for peer in peers:
            pummel(peer, list(islice(inputs(rng, protocol), INPUTS_EACH)))
        for peer in peers:
            taken += survived(peer, protocol)
            peer.close()
        serve_a_bystander(echo, broadcast, f"after {taken} inputs")
    browse(server).wait_for_connections(2)
