"""How the server behaves when a client leaves, or the user presses Ctrl-C, at a bad moment."""

import os
import signal
import socket
import struct

from backends.shared.manifest import ROOT, find
from harness.deployments import Deployment
from harness.pytest.fixtures import Start
from harness.pytest.report import Evidence
from harness.rfc6455.scenario import enter
from harness.rfc6455.wire import TEXT, frame

LATE_CLOSE = os.pathsep.join(
    [str(ROOT / "backends" / "flask_socketio" / "tests" / "late_close"), str(ROOT)]
)


def test_close_after_the_client_has_reset_logs_no_traceback(evidence: Evidence) -> None:
    """The writer closes a WebSocket after the reader has closed its descriptor: nothing is logged.

    This needs gunicorn's threads: Werkzeug keeps the descriptor open, and greenlets rarely switch
    at that point.
    """
    backend = find("flask_socketio")
    server = Deployment(backend, backend.server("gunicorn-gthread")).start(PYTHONPATH=LATE_CLOSE)
    evidence.append((f"log of {server}", lambda: server.log))
    with enter(server.url, "socketio", "echo") as peer:
        peer.send(frame(TEXT, "1"))  # Engine.IO's packet for a close
        server.expect_log("waiting for the reader")
        peer.socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    server.expect_log("closed after the reader")
    assert server.stop() == 0
    assert not [line for line in server.log if line.startswith("Traceback")]


def test_second_signal_while_stopping_logs_no_traceback(start: Start) -> None:
    """A second Ctrl-C while the server closes its connections changes nothing."""
    server = start()
    with enter(server.url, "socketio", "echo") as peer:
        server.process.send_signal(signal.SIGINT)
        message = peer.read_message()
        assert message is not None
        assert message.payload == b"1"  # the server is stopping, and waits for this client
        server.process.send_signal(signal.SIGINT)
        assert server.wait() == 0
