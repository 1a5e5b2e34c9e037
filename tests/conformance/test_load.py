"""Load: what one client does must not be felt by the others, and leaves nothing behind."""

import json
from collections.abc import Callable

import psutil
import pytest

from harness.clients import Connect
from harness.clients.http import Browse
from harness.clients.swarm import Swarms
from harness.processes.server import Server, Start

MIB = 1024 * 1024
LONGEST = {"native": "\0" * 2000, "socketio": "🐢" * 2000}
"""Texts that take the most bytes on the wire, 12 and 24 kB: escaped in JSON, where servers do."""

RECEIVERS = 200
IN_FLIGHT = 16
MEMORY_MAX = 64 * MIB


def memory(server: Server) -> int:
    """Return what the server and its children have in memory."""
    process = psutil.Process(server.process.pid)
    return sum(p.memory_info().rss for p in [process, *process.children(recursive=True)])


def test_should_not_let_a_stalled_client_harm_others(
    browse: Browse, connect: Connect, start: Start, swarm: Swarms
) -> None:
    """While one client never reads, 200 others get all of 10 MiB, and memory stays bounded."""
    server = start()
    swarm("broadcast", server, receive_buffer=4096)
    receivers = swarm("broadcast", server, count=RECEIVERS)
    sender = connect("broadcast", server)
    text = LONGEST[sender.protocol]
    before, peak, sent = memory(server), 0, 0
    while receivers.least_bytes() < 10 * MIB:
        sender.call("message", {"text": text})
        sent += 1
        receivers.run_until_all_have(sent - IN_FLIGHT)
        peak = max(peak, memory(server))
    receivers.run_until_all_have(sent)
    assert {member.messages for member in receivers.members} == {sent}
    assert not any(member.gone for member in receivers.members)
    assert peak - before < MEMORY_MAX


def test_should_drop_a_stalled_client(
    browse: Browse, connect: Connect, start: Start, swarm: Swarms
) -> None:
    """A client whose send queue is full is disconnected, and its memory is free again."""
    server = start()
    health = browse(server)
    swarm("broadcast", server, receive_buffer=4096)
    sender = connect("broadcast", server)
    text = LONGEST[sender.protocol]
    before, sent = memory(server), 0
    while health.connections() == 2:
        for _ in range(100):
            sender.call("message", {"text": text})
        sent += 100 * len(json.dumps(text))
        assert sent < 64 * MIB, "still connected after 64 MiB"
    assert memory(server) - before < MEMORY_MAX


@pytest.mark.parametrize("end", ["drop", "close"])
def test_should_forget_500_connections(
    browse: Browse, start: Start, swarm: Swarms, end: str
) -> None:
    """500 connections that end at once, with a reset or without a goodbye, leave nothing behind."""
    server = start()
    health = browse(server)
    many = swarm("chat", server, count=500)
    health.wait_for_connections(500)
    ends: dict[str, Callable[[], None]] = {"drop": many.drop, "close": many.close}
    ends[end]()
    health.wait_for_connections(0)
