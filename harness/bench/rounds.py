"""One round: the baseline and the reference take turns under load, on fresh servers.

Both run at the same time and take turns of half a second, so other work on the machine slows both.
"""

import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, replace
from math import inf

from ..clients.swarm import Member, Swarm
from ..deployments import Deployment
from .figures import Sample
from .load import Broadcast, Echo, Load, SilenceError, message_frame
from .programs import Program, running

SUBJECTS = ("baseline", "reference")
"""What the benchmark compares: a library's baseline, and the backend."""

TURNS = 4
TEXT = "x" * 64
CLIENTS = 200
"""How many connections receive each broadcast."""

LONG_TEXT = "🐢" * 2000
LONG_BYTES = 8 * 1024 * 1024
"""The bytes sent to each client while one stalls: more than the kernel and a send queue hold."""

SECONDS_TO_DRAIN = 1

Samples = dict[str, Sample]
"""A sample of each subject."""


def measure(
    deployment: Deployment, seconds: float, echo_clients: int
) -> Iterator[tuple[str, Samples]]:
    """Measure both subjects; yield each figure's name and samples."""
    protocol = deployment.manifest.protocol
    with ExitStack() as stack:
        servers = {name: stack.enter_context(running(deployment, name)) for name in SUBJECTS}
        everyone, memory = {}, {}
        for subject, server in servers.items():
            Swarm(server.url, protocol, "broadcast").close()  # loads code on first use
            before = server.memory()
            everyone[subject] = Swarm(server.url, protocol, "broadcast", CLIENTS)
            memory[subject] = Sample((server.memory() - before) / CLIENTS / 1024)
        yield "memory", memory

        short = message_frame(protocol, "broadcast", TEXT)
        for name, wait_for_all in (("broadcast_own", False), ("broadcast_all", True)):
            broadcasts = {
                subject: Broadcast(swarm, short, wait_for_all)
                for subject, swarm in everyone.items()
            }
            yield name, take_turns(servers, broadcasts, seconds)
        for swarm in everyone.values():
            swarm.close()

        text = message_frame(protocol, "echo", TEXT)
        echoes = {
            subject: Echo(Swarm(server.url, protocol, "echo", echo_clients), text)
            for subject, server in servers.items()
        }
        yield "echo", take_turns(servers, echoes, seconds)
    yield from measure_stalled(deployment)


def measure_stalled(deployment: Deployment) -> Iterator[tuple[str, Samples]]:
    """Send long messages, first without and then with a client that does not read."""
    protocol = deployment.manifest.protocol
    long = message_frame(protocol, "broadcast", LONG_TEXT)
    with ExitStack() as stack:
        servers = {name: stack.enter_context(running(deployment, name)) for name in SUBJECTS}
        loads = {
            subject: Broadcast(Swarm(server.url, protocol, "broadcast", CLIENTS), long, True)
            for subject, server in servers.items()
        }
        messages = LONG_BYTES // min(load.answer for load in loads.values()) // TURNS
        yield "long", take_turns(servers, loads, inf, messages)

        stalled = {
            subject: Swarm(server.url, protocol, "broadcast", receive_buffer=4096).members[0]
            for subject, server in servers.items()
        }
        samples = take_turns(servers, loads, inf, messages)
        for subject, sample in samples.items():
            if sample.outcome is None:
                kept = drain(stalled[subject]) >= TURNS * messages * loads[subject].answer
                samples[subject] = replace(sample, outcome="kept" if kept else "dropped")
        yield "stalled", samples


@dataclass
class Tally:
    """The work of one subject so far."""

    count: int = 0
    seconds: float = 0
    server: float = 0
    generator: float = 0

    def add_turn(self, server: Program, load: Load, seconds: float, messages: float) -> None:
        """Load the server for one turn."""
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
    """Load the subjects in turns: each for its share of the time, or for a number of messages."""
    tallies = {subject: Tally() for subject in SUBJECTS}
    stopped: Samples = {}
    for turn in range(TURNS):
        for subject in SUBJECTS if turn % 2 == 0 else reversed(SUBJECTS):
            if subject not in stopped:
                try:
                    tallies[subject].add_turn(
                        servers[subject], loads[subject], seconds / TURNS, messages
                    )
                except SilenceError:
                    stopped[subject] = Sample(0, outcome="stopped")
    return {subject: stopped.get(subject) or tallies[subject].sample() for subject in SUBJECTS}


def drain(member: Member) -> int:
    """Read what a stalled client can still receive; return the number of bytes."""
    member.socket.settimeout(SECONDS_TO_DRAIN)
    size = 0
    try:
        while chunk := member.socket.recv(1 << 20):
            size += len(chunk)
    except OSError:  # no more data, or a reset
        pass
    return size
