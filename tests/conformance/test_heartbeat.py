"""Heartbeat: who has vanished is noticed, who is merely silent is left alone."""

from harness.clients.http import Browse
from harness.clients.swarm import Swarms
from harness.processes.server import Start


def test_should_notice_a_vanished_client(browse: Browse, start: Start, swarm: Swarms) -> None:
    """A client that answers no ping is gone from `connections`, with no goodbye from it."""
    server = start(HEARTBEAT="0.5")
    swarm("chat", server)
    browse(server).wait_for_connections(1)
    browse(server).wait_for_connections(0)


def test_should_keep_a_silent_client(browse: Browse, start: Start, swarm: Swarms) -> None:
    """A client that answers pings stays, however little it says."""
    # No shorter: on a busy machine this client, too, may take a while to answer.
    server = start(HEARTBEAT="1")
    silent = swarm("chat", server)
    silent.run(until=lambda: silent.members[0].pings >= 3)
    assert browse(server).connections() == 1
