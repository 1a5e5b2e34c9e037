"""socketio.run() works in a terminal and raises RuntimeError in a container.

Looks like:
    cannot connect (400, 403, 404, 500)
    an error in the server's log

Symptom:
    server: RuntimeError: The Werkzeug web server is not designed to run in production. Pass
        allow_unsafe_werkzeug=True to the run() method to disable this error.
    wire: 502 Bad Gateway, from the proxy in front of the server
    client: connect_error xhr poll error

Cause:
    In the mode "threading", `socketio.run` starts Werkzeug's development server. First it checks
    only one thing: whether `sys.stdin` is a terminal. If not, it assumes production and raises. So
    the same program runs in a shell, and fails under systemd, Docker, cron, a test's `subprocess`
    and many editors. With `docker run -it` the error goes away, because there is a terminal.

Fix:
    Start a production server: gunicorn with threads, as here, or with a gevent worker. Use one
    worker process, and say so with `-w 1`, because the environment variable WEB_CONCURRENCY can set
    another number; see two_workers_invalid_session. Use `allow_unsafe_werkzeug=True` only in
    programs that developers and tests start.

Versions:
    Flask-SocketIO 5.7.0, in the mode "threading" only; gunicorn 27.0.1, Werkzeug 3.1.9.

References:
    https://github.com/miguelgrinberg/Flask-SocketIO/pull/1877
    https://github.com/projecthorus/radiosonde_auto_rx/issues/654
    https://flask-socketio.readthedocs.io/en/latest/deployment.html
    flask_socketio/__init__.py: SocketIO.run
"""

import contextlib
import multiprocessing
import os
import socket
import socketserver
import sys
import threading
import time
from collections.abc import Callable

from flask import Flask
from flask_socketio import SocketIO

from backends.shared.pitfall import run

app = Flask(__name__)
socketio = SocketIO(app, async_mode="threading")
GUNICORN = [sys.executable, "-m", "gunicorn", "--no-control-socket", "-k", "gthread"]
APP = "backends.flask_socketio.pitfalls.development_server_in_production:app"


@socketio.on("hello")
def hello() -> str:
    return "hello yourself"


class Proxy(socketserver.BaseRequestHandler):
    """A stand-in for nginx: passes bytes on, or answers 502."""

    upstream = 0

    def handle(self) -> None:
        try:
            upstream = socket.create_connection(("127.0.0.1", self.upstream))
        except ConnectionRefusedError:
            self.request.recv(65536)
            self.request.sendall(b"HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n")
            return
        threading.Thread(target=pump, args=(self.request, upstream), daemon=True).start()
        pump(upstream, self.request)


def pump(source: socket.socket, target: socket.socket) -> None:
    with contextlib.suppress(OSError):
        while data := source.recv(65536):
            target.sendall(data)
        target.shutdown(socket.SHUT_WR)


def in_a_container(program: Callable[[int], None], port: int) -> None:
    """Run a program without a terminal, behind a proxy."""
    with socketserver.ThreadingTCPServer(("127.0.0.1", port), Proxy) as proxy:
        with socket.create_server(("127.0.0.1", 0)) as free:
            Proxy.upstream = free.getsockname()[1]
        process = multiprocessing.get_context("fork").Process(
            target=program, args=(Proxy.upstream,)
        )
        process.start()
        while process.is_alive():
            with contextlib.suppress(ConnectionRefusedError):
                socket.create_connection(("127.0.0.1", Proxy.upstream)).close()
                break
            time.sleep(0.05)
        else:
            print(f"the program has ended with status {process.exitcode}")
        proxy.serve_forever()


def broken(port: int) -> None:
    def program(own_port: int) -> None:
        socketio.run(app, port=own_port)

    in_a_container(program, port)


def fixed(port: int) -> None:
    def program(own_port: int) -> None:
        options = ["-w", "1", "--threads", "100", "--bind", f"127.0.0.1:{own_port}"]
        os.execv(sys.executable, [*GUNICORN, *options, APP])

    in_a_container(program, port)


if __name__ == "__main__":
    run(broken, fixed)
