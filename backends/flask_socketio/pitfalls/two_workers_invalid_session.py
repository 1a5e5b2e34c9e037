"""Invalid session: long polling fails with two gunicorn workers.

Looks like:
    cannot connect (400, 403, 404, 500)
    an error in the server's log

Symptom:
    wire: 400 BAD REQUEST "Invalid session ..."
    client: connect_error xhr poll error or xhr post error, or disconnect transport error
    server: Invalid session ... (further occurrences of this error will be logged with level INFO)

Cause:
    A connection begins with several HTTP requests: the first one opens an Engine.IO session, and
    the next ones name it by its `sid`. The session is an object in the memory of the worker that
    opened it, in `Server.sockets`. Another worker does not find it, and answers 400. gunicorn gives
    a connection to whichever worker is faster, so with two workers each request has a chance of one
    half. The more requests before the WebSocket is open, the more connections fail. A browser that
    keeps its HTTP connection stays with one worker for a while, and then it fails only sometimes.

    The environment variable `WEB_CONCURRENCY` also sets the number of workers, and some hosts set
    it without asking you.

Fix:
    Run one worker with many threads, or several gunicorns with one worker each behind a load
    balancer that always sends a client to the same one (nginx `ip_hash`). Or use only WebSockets,
    `transports: ["websocket"]` in the page: one connection, one worker. With several processes you
    also need a `message_queue`, or a broadcast reaches only the clients of its own process. The
    queue does not prevent this 400.

Versions:
    Flask-SocketIO 5.7.0, python-engineio 4.15.1, gunicorn 27.0.1. Here each request has its own
    connection: in 12 of 12 runs the first client failed.

References:
    https://flask-socketio.readthedocs.io/en/latest/deployment.html#using-multiple-workers
    https://github.com/miguelgrinberg/Flask-SocketIO/issues/439
    https://github.com/miguelgrinberg/Flask-SocketIO/issues/1507
    https://github.com/benoitc/gunicorn/issues/1147
    engineio/server.py: Server.handle_request
"""

import os
import sys

from flask import Flask
from flask_socketio import SocketIO

from backends.shared.pitfall import run

app = Flask(__name__)
socketio = SocketIO(app, async_mode="threading")
GUNICORN = [sys.executable, "-m", "gunicorn", "--no-control-socket", "--preload", "-k", "gthread"]
APP = "backends.flask_socketio.pitfalls.two_workers_invalid_session:app"


@socketio.on("hello")
def hello() -> str:
    return "hello yourself"


def broken(port: int) -> None:
    options = ["--workers", "2", "--threads", "50", "--bind", f"127.0.0.1:{port}"]
    os.execv(sys.executable, [*GUNICORN, *options, APP])


def fixed(port: int) -> None:
    options = ["--workers", "1", "--threads", "100", "--bind", f"127.0.0.1:{port}"]
    os.execv(sys.executable, [*GUNICORN, *options, APP])


if __name__ == "__main__":
    run(broken, fixed)
