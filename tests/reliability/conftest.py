"""The fixture of the reliability suite."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest

from harness.processes.server import Server
from harness.rfc6455.peer import Peer
from harness.rfc6455.scenario import enter

SCENARIOS = ("echo", "broadcast", "chat", "push")

Crowd = Callable[[Server, int], list[Peer]]


@pytest.fixture
def crowd() -> Iterator[Crowd]:
    """Connect many bare clients, as many to each scenario: `crowd(server, 100)`."""
    with ExitStack() as stack:

        def crowd(server: Server, count: int) -> list[Peer]:
            protocol = server.manifest.protocol
            return [
                stack.enter_context(enter(server.url, protocol, SCENARIOS[n % len(SCENARIOS)]))
                for n in range(count)
            ]

        yield crowd
