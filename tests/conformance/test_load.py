"""Load: a client that does not read slows no other, and ended connections leave nothing."""

import json

import psutil

from harness.processes.server import Server
from harness.pytest.fixtures import Browse, Connect, Start, Swarms

MIB = 1024 * 1024
LONGEST = {"native": "\0" * 2000, "socketio": "🐢" * 2000}
"""Texts that take the most bytes on the wire, 12 and 24 kB: servers escape them in JSON."""

BYTES_EACH = 10 * MIB
IN_FLIGHT = 16
MEMORY_MAX = 64 * MIB


class Memory:
    """What a server and its children have in memory, beyond what they have now."""

    def __init__(self, server: Server) -> None:
        # Once, because psutil looks at every process of the machine to find the children.
        process = psutil.Process(server.process.pid)
        self.family = [process, *process.children(recursive=True)]
        self.before = self.bytes()

    def bytes(self) -> int:
        """Return what they have in memory."""
        return sum(process.memory_info().rss for process in self.family)

    def growth(self) -> int:
        """Return what they have taken since."""
        return self.bytes() - self.before


def test_stalled_client_does_not_slow_others(
    connect: Connect, start: Start, swarm: Swarms, exhaustive: bool
) -> None:
    """While one client never reads, all others get 10 MiB each, and memory stays bounded.

    There are 20 others; in an exhaustive run 200.
    """
    server = start()
    swarm("broadcast", server, receive_buffer=4096)
    receivers = swarm("broadcast", server, count=200 if exhaustive else 20)
    sender = connect("broadcast", server)
    text = LONGEST[sender.protocol]
    memory, peak, sent = Memory(server), 0, 0
    while receivers.least_bytes() < BYTES_EACH:
        sender.call("message", {"text": text})
        sent += 1
        receivers.run_until_all_have(sent - IN_FLIGHT)
        peak = max(peak, memory.growth())
    receivers.run_until_all_have(sent)
    assert {member.messages for member in receivers.members} == {sent}
    assert not any(member.gone for member in receivers.members)
    assert peak < MEMORY_MAX


def test_stalled_client_is_disconnected(
    browse: Browse, connect: Connect, start: Start, swarm: Swarms
) -> None:
    """A client whose send queue is full is disconnected, and its memory is free again."""
    server = start()
    health = browse(server)
    swarm("broadcast", server, receive_buffer=4096)
    sender = connect("broadcast", server)
    text = LONGEST[sender.protocol]
    memory, sent = Memory(server), 0
    while health.connections() == 2:
        for _ in range(100):
            sender.call("message", {"text": text})
        sent += 100 * len(json.dumps(text))
        assert sent < 64 * MIB, "still connected after 64 MiB"
    assert memory.growth() < MEMORY_MAX


def test_500_ended_connections_are_forgotten(browse: Browse, server: Server, swarm: Swarms) -> None:
    """500 connections that end at once leave nothing behind.

    Half are reset, and half close TCP without a closing handshake.
    """
    health = browse()
    health.wait_for_connections(0)
    reset, closed = swarm("chat", count=250), swarm("chat", count=250)
    health.wait_for_connections(500)
    reset.drop()
    closed.close()
    health.wait_for_connections(0)
