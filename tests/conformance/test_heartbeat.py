"""Heartbeat: the server disconnects clients that answer no ping, and no others."""

from harness.pytest.fixtures import Browse, Start, Swarms


def test_heartbeat_disconnects_only_vanished_clients(
    browse: Browse, start: Start, swarm: Swarms
) -> None:
    """A client that answers no ping is disconnected; one that answers pings stays."""
    # Not shorter: on a busy machine, the client that answers needs time too.
    server = start(HEARTBEAT="1")
    health = browse(server)
    swarm("chat", server)
    silent = swarm("chat", server)
    health.wait_for_connections(2)
    silent.run(until=lambda: silent.members[0].pings >= 3 and health.connections() == 1)
    assert not silent.members[0].gone
