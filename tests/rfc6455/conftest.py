"""The fixture of the frame suite."""

from collections.abc import Callable

import pytest

from harness.processes.server import Server
from harness.rfc6455.cases import Case, converse


@pytest.fixture
def play(server: Server) -> Callable[..., None]:
    """Play cases and hold the server to their outcomes: `play(case, ...)`."""

    def play(*cases: Case) -> None:
        outcomes = converse(server.url, cases)
        for case, outcome in zip(cases, outcomes, strict=True):
            assert outcome == case.expected(server.manifest), case.name

    return play
