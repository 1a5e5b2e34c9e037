"""Load: a client that does not read slows no other client, and closed connections use no memory."""

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
    """The memory of a server and its children, and its growth since this object was created."""

    def __init__(self, server: Server) -> None:
        # Only once: psutil looks at every process of the machine to find the children.
        process = psutil.Process(server.process.pid)
        self.family = [process, *process.children(recursive=True)]
        self.before = self.bytes()

    def bytes(self) -> int:
        """Return the number of bytes in memory."""
        return sum(process.memory_info().rss for process in self.family)

    def growth(self) -> int:
        """Return the number of bytes since the start."""
        return self.bytes() - self.before


def test_stalled_client_does_not_slow_others(
    connect: Connect, start: Start, swarm: Swarms, exhaustive: bool
) -> None:
    """While one client never reads, all others get 10 MiB each, and memory stays bounded.

    There are 20 other clients, or 200 in an exhaustive run.
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
    """A client with a full send queue is disconnected, and its memory is freed."""
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
    """The server forgets 500 connections that end at the same time.

    Half are reset, and half close TCP without a closing handshake.
    """
    health = browse()
    health.wait_for_connections(0)
    reset, closed = swarm("chat", count=250), swarm("chat", count=250)
    health.wait_for_connections(500)
    reset.drop()
    closed.close()
    health.wait_for_connections(0)
