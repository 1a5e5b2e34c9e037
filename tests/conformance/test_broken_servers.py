"""Broken servers: ways to serve that people try, each with its symptom in the manifest.

A test fails if one works after all: its entry is then out of date.
"""

import re
import select
import shlex
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from backends.shared.manifest import WAITS
from harness.clients import CLIENTS, Rejected
from harness.clients.base import TIMEOUT
from harness.deployments import BrokenDeployment
from harness.processes.process import Process, interpreter
from harness.processes.server import SECONDS_TO_START
from harness.pytest.report import Evidence
from harness.rfc6455.peer import Peer
from harness.rfc6455.wire import CLOSE, TEXT, frame, request

ADDRESS = "http://127.0.0.1:"
"""Every server prints this and its port when it listens."""

COMPLAINT = re.compile("Traceback|Error|WARNING|ERROR|CRITICAL")

HELLO = {
    "native": [frame(TEXT, "hello")],
    "socketio": [frame(TEXT, "40/echo,"), frame(TEXT, '42/echo,1["message","hello"]')],
}
"""The frames that make a server echo "hello", for each protocol."""

CLOSE_HEAD = b"\x88"
"""The first byte of a Close frame. Our text frames never contain it, because they are ASCII."""


class Attempt(Process):
    """A program that is expected to fail."""

    def __init__(self, broken: BrokenDeployment, home: Path) -> None:
        """Start the command on a free port, with its own home directory.

        gunicorn creates a control socket there, which several programs would share.
        """
        manifest = broken.manifest
        python = interpreter(manifest.environment(manifest.server(broken.spec.environment)))
        arguments = shlex.split(broken.spec.command.format(port=0))
        environ = {"HOME": str(home), "XDG_RUNTIME_DIR": str(home)}
        super().__init__([python, "-u", "-m", *arguments], environ)


@pytest.fixture
def attempt(broken_deployment: BrokenDeployment, evidence: Evidence) -> Iterator[Attempt]:
    """The running command. It is killed at the end, because it may ignore SIGTERM."""
    # The path of a socket must be short, and pytest's own folder may be too deep.
    with TemporaryDirectory() as home:
        program = Attempt(broken_deployment, Path(home))
        evidence.append((f"log of {broken_deployment}", lambda: program.log))
        yield program
        program.kill()


def what_happens(program: Attempt, protocol: str) -> str:
    """Return what an echo client sees, in the manifest's words."""
    line = program.find_line(ADDRESS, SECONDS_TO_START)
    if line is None:
        return "does not start"
    port = re.match(r"\d+", line.partition(ADDRESS)[2])
    assert port, line
    url = ADDRESS + port[0]
    path = CLIENTS[protocol].path.format(scenario="echo")
    try:
        peer = Peer.open(url, path)
    except Rejected as error:
        return f"rejected with HTTP {error.status}"
    with peer, Peer(url) as second:
        peer.send(*HELLO[protocol])
        while (message := peer.read_message()) is not None:
            if message.opcode == CLOSE:
                code = int.from_bytes(message.payload[:2], "big") or 1005
                return f"opened, then closed with {code}"
            if b"hello" in message.payload:
                second.send(request(path, second.headers()))
                return "works" if is_answered(second, peer) else WAITS
    return "opened, then cut off"


def is_answered(waiting: Peer, peer: Peer) -> bool:
    """Tell whether a client gets an answer before the server ends another client's connection.

    The other client answers no pings, so the server disconnects it: no timeout is needed. If both
    have happened at the first check, the disconnect came first, and the answer waited for it.
    """
    while True:
        ready, _, _ = select.select([waiting.socket, peer.socket], [], [], TIMEOUT)
        assert ready, "the server neither answers nor ends a connection"
        if peer.socket not in ready:
            return True
        seen = peer.socket.recv(4096)
        if not seen or CLOSE_HEAD in seen:
            return False


def test_broken_server_fails_as_its_manifest_says(
    broken_deployment: BrokenDeployment, attempt: Attempt
) -> None:
    """A client sees the outcome in the manifest, and the log has its message."""
    server = broken_deployment.spec
    assert what_happens(attempt, broken_deployment.manifest.protocol) == server.outcome
    if server.message:
        attempt.expect_log(server.message)
    else:
        assert [line for line in attempt.log if COMPLAINT.search(line)] == []
