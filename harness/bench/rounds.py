"""One round: the bare loop and the reference side by side, on servers that are fresh.

Both are up at once, and the load goes from one to the other and back every half second. What else
happens on the machine then happens to both.
"""

import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, replace
from math import inf

from ..clients.swarm import Member, Swarm
from ..pytest.deployments import Deployment
from .figures import Sample
from .load import Broadcast, Echo, Load, SilenceError, frame
from .programs import Program, running

SIDES = ("baseline", "reference")
TURNS = 4
TEXT = "x" * 64
CLIENTS = 200
"""How many get each broadcast."""

LONG_TEXT = "🐢" * 2000
LONG_BYTES = 8 * 1024 * 1024
"""What each client is sent while one of them stalls: more than the kernel and a send queue hold."""

SECONDS_TO_DRAIN = 1

Samples = dict[str, Sample]
"""A sample for each side."""


def measure(
    deployment: Deployment, seconds: float, echo_clients: int
) -> Iterator[tuple[str, Samples]]:
    """Measure both sides; yield each figure's name and samples."""
    protocol = deployment.manifest.protocol
    with ExitStack() as stack:
        servers = {side: stack.enter_context(running(deployment, side)) for side in SIDES}
        everyone, memory = {}, {}
        for side, server in servers.items():
            Swarm(server.url, protocol, "broadcast").close()  # loads what a first client needs
            before = server.memory()
            everyone[side] = Swarm(server.url, protocol, "broadcast", CLIENTS)
            memory[side] = Sample((server.memory() - before) / CLIENTS / 1024)
        yield "memory", memory

        short = frame(protocol, "broadcast", TEXT)
        for name, wait_for_all in (("broadcast_own", False), ("broadcast_all", True)):
            broadcasts = {side: Broadcast(everyone[side], short, wait_for_all) for side in SIDES}
            yield name, take_turns(servers, broadcasts, seconds)
        for swarm in everyone.values():
            swarm.close()

        text = frame(protocol, "echo", TEXT)
        echoes = {
            side: Echo(Swarm(server.url, protocol, "echo", echo_clients), text)
            for side, server in servers.items()
        }
        yield "echo", take_turns(servers, echoes, seconds)
    yield from measure_stalled(deployment)


def measure_stalled(deployment: Deployment) -> Iterator[tuple[str, Samples]]:
    """Send so much that a client which does not read becomes a burden; first without one."""
    protocol = deployment.manifest.protocol
    long = frame(protocol, "broadcast", LONG_TEXT)
    with ExitStack() as stack:
        servers = {side: stack.enter_context(running(deployment, side)) for side in SIDES}
        loads = {
            side: Broadcast(Swarm(server.url, protocol, "broadcast", CLIENTS), long, True)
            for side, server in servers.items()
        }
        messages = LONG_BYTES // min(load.answer for load in loads.values()) // TURNS
        yield "long", take_turns(servers, loads, inf, messages)

        stalled = {
            side: Swarm(server.url, protocol, "broadcast", receive_buffer=4096).members[0]
            for side, server in servers.items()
        }
        samples = take_turns(servers, loads, inf, messages)
        for side, sample in samples.items():
            if sample.outcome is None:
                kept = drain(stalled[side]) >= TURNS * messages * loads[side].answer
                samples[side] = replace(sample, outcome="kept" if kept else "dropped")
        yield "stalled", samples


@dataclass
class Tally:
    """What one side has done so far."""

    count: int = 0
    seconds: float = 0
    server: float = 0
    generator: float = 0

    def add_turn(self, server: Program, load: Load, seconds: float, messages: float) -> None:
        """Put the load on the server for a while."""
        busy, own, began = server.cpu_seconds(), time.process_time(), time.perf_counter()
        self.count += load.run(seconds, messages)
        self.seconds += time.perf_counter() - began
        self.generator += time.process_time() - own
        self.server += server.cpu_seconds() - busy
        load.finish()

    def sample(self) -> Sample:
        """Return the rate."""
        cores = self.server / self.seconds, self.generator / self.seconds
        return Sample(self.count / self.seconds, cores)


def take_turns(
    servers: Mapping[str, Program],
    loads: Mapping[str, Load],
    seconds: float,
    messages: float = inf,
) -> Samples:
    """Load one side after the other; a turn's part of the time, or so many messages in each."""
    tallies = {side: Tally() for side in SIDES}
    stopped: Samples = {}
    for turn in range(TURNS):
        for side in SIDES if turn % 2 == 0 else reversed(SIDES):
            if side not in stopped:
                try:
                    tallies[side].add_turn(servers[side], loads[side], seconds / TURNS, messages)
                except SilenceError:
                    stopped[side] = Sample(0, outcome="stopped")
    return {side: stopped.get(side) or tallies[side].sample() for side in SIDES}


def drain(member: Member) -> int:
    """Read what there still is for a client that has not read; return how many bytes."""
    member.socket.settimeout(SECONDS_TO_DRAIN)
    size = 0
    try:
        while chunk := member.socket.recv(1 << 20):
            size += len(chunk)
    except OSError:  # nothing more, or reset
        pass
    return size
