"""Thousands of broken inputs: the server keeps running, and other clients notice nothing.

An exhaustive run sends more inputs, from a random seed. The report shows the seed; set `FUZZ_SEED`
to repeat a run.
"""

import os
import random
from contextlib import suppress
from itertools import islice

import pytest

from harness.clients import Client
from harness.pytest.fixtures import Browse, Connect, Crowd, Start
from harness.pytest.report import REPORT, Evidence
from harness.rfc6455.fuzz import inputs
from harness.rfc6455.peer import Peer, ServerFault
from harness.rfc6455.wire import CLOSE, PING, PONG, frame

INPUTS, INPUTS_EXHAUSTIVE = 2_000, 20_000
SEED = 6455

CONNECTIONS = 40
INPUTS_EACH = 20
TOLERATED: dict[str, tuple[type[ServerFault], ...]] = {
    "native": (),
    # Engine.IO leaves frames to the server. Some servers send an HTTP error on a WebSocket that
    # fails, or answer a ping that is too long.
    "socketio": (ServerFault,),
}


def pummel(peer: Peer, parts: list[bytes]) -> None:
    """Send inputs with a ping after each, then half-close the connection."""
    peer.send(b"".join(part + frame(PING, b"%d" % n) for n, part in enumerate(parts)))
    peer.finish()


def survived(peer: Peer, protocol: str) -> int:
    """Read what the server sends; return how many inputs it read, the last one included."""
    taken = 1
    with suppress(*TOLERATED[protocol]):
        while (seen := peer.read_message()) is not None and seen.opcode != CLOSE:
            if seen.opcode == PONG and seen.payload.isdigit():
                taken = min(int(seen.payload) + 2, INPUTS_EACH)
    return taken


def expect_service(echo: Client, broadcast: Client, words: str) -> None:
    """Check that other clients are served as usual."""
    echo.emit("message", words)
    assert echo.expect("message") == words
    broadcast.call("message", {"text": words})
    broadcast.expect("message", lambda message: message["text"] == words)


# Engine.IO, simple-websocket and python-socketio log some broken packets with a traceback.
@pytest.mark.traceback("socketio")
def test_broken_input_harms_only_its_sender(
    pytestconfig: pytest.Config,
    start: Start,
    connect: Connect,
    browse: Browse,
    crowd: Crowd,
    evidence: Evidence,
    exhaustive: bool,
) -> None:
    """After every batch of broken input, other clients are served as before."""
    chosen = random.randrange(10**9) if exhaustive else SEED
    seed = int(os.environ.get("FUZZ_SEED", chosen))
    inputs_max = INPUTS_EXHAUSTIVE if exhaustive else INPUTS
    server = start(HEARTBEAT="2")  # clients that vanish are soon forgotten
    pytestconfig.stash[REPORT].notes.append(f"{server}: {inputs_max} inputs, FUZZ_SEED={seed}")
    protocol = server.manifest.protocol
    rng = random.Random(seed)
    taken = 0
    evidence.append(("fuzz", lambda: [f"FUZZ_SEED={seed}: failed after {taken} inputs"]))
    echo, broadcast = connect("echo", server), connect("broadcast", server)
    while taken < inputs_max:
        peers = crowd(server, CONNECTIONS)
        for peer in peers:
            pummel(peer, list(islice(inputs(rng, protocol), INPUTS_EACH)))
        for peer in peers:
            taken += survived(peer, protocol)
            peer.close()
        expect_service(echo, broadcast, f"after {taken} inputs")
    browse(server).wait_for_connections(2)
