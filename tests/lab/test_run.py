"""What stands in front of a side's server, asked by clients that mean it no good."""

from collections.abc import Callable

import psutil
import pytest
from websockets.exceptions import ConnectionClosedError, InvalidMessage
from websockets.sync.client import connect

from harness.lab.run import Run
from harness.lab.timeline import TIMEOUT


def ws(run: Run) -> str:
    """Return where the side serves WebSockets."""
    return f"{run.url.replace('http', 'ws')}/echo"


def test_should_serve_its_own_files_only(run: Run, ask: Callable[..., int]) -> None:
    """Who asks for what lies beside them, in the way that no browser would, gets nothing."""
    for path in ("script.js", "dom.js", "node_modules/socket.io-client/package.json"):
        assert ask(run.url, f"/pitfall/{path}") == 200, path
    for path in (
        "../noxfile.py",
        "node_modules/../package.json",
        "node_modules/../.git/config",
        "lab",
    ):
        assert ask(run.url, f"/pitfall/{path}") == 404, path


def test_should_not_let_other_pages_meddle(run: Run, ask: Callable[..., int]) -> None:
    """A page that the reader happens to have open cannot cut the network, or invent events."""
    for path in ("/pitfall/network", "/pitfall/client"):
        assert ask(run.url, path, "POST", **{"Sec-Fetch-Site": "same-site"}) == 403
    assert run.timeline.all() == []


def test_should_tell_of_a_server_that_has_ended(run: Run) -> None:
    """A handshake that nobody is there for has no response, and the timeline says so."""
    psutil.Process(run.server.process.pid).kill()
    run.server.wait()
    with pytest.raises((InvalidMessage, ConnectionError)):
        connect(ws(run))
    run.timeline.expect("wire", "none: ConnectionRefusedError", "response")


def test_should_freeze_the_end_too(run: Run) -> None:
    """Of a server that dies while the network is frozen a client learns when it is thawed."""
    with connect(ws(run)) as client:
        run.network.set({"freeze": ""})
        psutil.Process(run.server.process.pid).kill()
        with pytest.raises(TimeoutError):
            client.recv(timeout=0.3)
        run.network.set({"thaw": ""})
        with pytest.raises(ConnectionClosedError):
            client.recv(TIMEOUT)
