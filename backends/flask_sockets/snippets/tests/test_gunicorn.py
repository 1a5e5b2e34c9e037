"""gunicorn, configured by options or by a file."""

import pytest

from harness.processes.program import Program
from harness.pytest.snippets import TIMEOUT, Dial, Serve


@pytest.fixture(params=["flag", "file"])
def server(serve: Serve, request: pytest.FixtureRequest) -> Program:
    """Start gunicorn with options, or with a configuration file."""
    return serve("gunicorn_flag") if request.param == "flag" else serve("gunicorn_file")


def test_gunicorn_serves_with_the_worker(server: Program, dial: Dial) -> None:
    """One worker of the library's class echoes to each client."""
    ada, bob = dial(f"{server.ws}/echo"), dial(f"{server.ws}/echo")
    for client, message in ((ada, "from Ada"), (bob, b"from Bob"), (ada, "again")):
        client.send(message)
        assert client.recv(TIMEOUT) == message
    server.expect_log("Using worker: flask_sockets.worker")
    assert len([line for line in server.log if "Booting worker" in line]) == 1
    assert not [line for line in server.log if "ontrol socket" in line]
