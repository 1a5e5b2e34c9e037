"""A handler that raises: its client is told, the error is logged, and others notice nothing."""

import os

import pytest

from backends.shared.manifest import ROOT
from harness.pytest.fixtures import Browse, Connect, Start

FAULT = "more than the handler can take"
FAULT_LOGGED = "RuntimeError: a fault in a handler"
PATH = os.pathsep.join([str(ROOT / "tests" / "reliability" / "faults"), str(ROOT)])


@pytest.mark.traceback  # the test causes it
def test_handler_error_harms_only_its_client(
    start: Start, connect: Connect, browse: Browse
) -> None:
    """If a handler raises, its WebSocket is closed with 1011, and all others are served as before.

    Socket.IO loses the one event: it is never acknowledged, and the connection stays open.
    """
    server = start(PYTHONPATH=PATH, ROSETTA_FAULT=FAULT)
    unlucky, sender, echo = (connect(it, server) for it in ("broadcast", "broadcast", "echo"))
    unlucky.emit("message", {"text": FAULT})
    if unlucky.protocol == "native":
        unlucky.expect_closed(1011)
    sender.call("message", {"text": "still here"})
    assert sender.expect("message")["text"] == "still here"
    if unlucky.protocol == "socketio":
        assert unlucky.expect("message")["text"] == "still here"
    echo.emit("message", "still here")
    assert echo.expect("message") == "still here"
    browse(server).wait_for_connections(2 if unlucky.closed else 3)
    server.expect_log(FAULT_LOGGED)
    assert server.log.count(FAULT_LOGGED) == 1
