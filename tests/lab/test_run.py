"""The recording proxy: what it serves, and what it does when its server ends."""

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


def test_proxy_serves_only_files_of_front_end(run: Run, ask: Callable[..., int]) -> None:
    """Paths outside the served folders get 404."""
    for path in ("script.js", "dom.js", "node_modules/socket.io-client/package.json"):
        assert ask(run.url, f"/pitfall/{path}") == 200, path
    for path in (
        "../noxfile.py",
        "node_modules/../package.json",
        "node_modules/../.git/config",
        "lab",
    ):
        assert ask(run.url, f"/pitfall/{path}") == 404, path


def test_proxy_rejects_posts_of_other_pages(run: Run, ask: Callable[..., int]) -> None:
    """Another page that the reader has open cannot change the network or add events."""
    for path in ("/pitfall/network", "/pitfall/client"):
        assert ask(run.url, path, "POST", **{"Sec-Fetch-Site": "same-site"}) == 403
    assert run.timeline.all() == []


def test_timeline_shows_handshake_without_server(run: Run) -> None:
    """The timeline says that a handshake got no response because the server has ended."""
    psutil.Process(run.server.process.pid).kill()
    run.server.wait()
    with pytest.raises((InvalidMessage, ConnectionError)):
        connect(ws(run))
    run.timeline.expect("wire", "none: ConnectionRefusedError", "response")


def test_freeze_hides_end_of_server(run: Run) -> None:
    """When a server ends while the network is frozen, the client notices after the thaw."""
    with connect(ws(run)) as client:
        run.network.change({"freeze": ""})
        psutil.Process(run.server.process.pid).kill()
        with pytest.raises(TimeoutError):
            client.recv(timeout=0.3)
        run.network.change({"thaw": ""})
        with pytest.raises(ConnectionClosedError):
            client.recv(TIMEOUT)
