"""Served by gunicorn, by its options or by its configuration file."""

import pytest

from harness.processes.program import Program
from harness.pytest.snippets import TIMEOUT, Dial, Serve


@pytest.fixture(params=["flag", "file"])
def server(serve: Serve, request: pytest.FixtureRequest) -> Program:
    """Start gunicorn in one way."""
    return serve("gunicorn_flag") if request.param == "flag" else serve("gunicorn_file")


def test_should_serve_with_the_worker(server: Program, dial: Dial) -> None:
    """The library's worker serves, one of them, and it echoes to each client."""
    ada, bob = dial(f"{server.ws}/echo"), dial(f"{server.ws}/echo")
    for client, message in ((ada, "from Ada"), (bob, b"from Bob"), (ada, "again")):
        client.send(message)
        assert client.recv(TIMEOUT) == message
    server.expect_log("Using worker: flask_sockets.worker")
    assert len([line for line in server.log if "Booting worker" in line]) == 1
    assert not [line for line in server.log if "ontrol socket" in line]
