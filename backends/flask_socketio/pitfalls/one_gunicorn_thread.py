"""gunicorn's gthread worker with its one thread serves one WebSocket, nobody else.

Looks like:
    everybody waits
    the client gets nothing

Symptom:
    client: the first client works; all later requests, HTTP included, wait until it is gone
    server: nothing: no error, no timeout, no processor time

Cause:
    A WebSocket is one request that lasts as long as the connection, and in gunicorn's worker
    `gthread` a request holds a thread. `--threads` is 1 by default. What comes next is accepted,
    and put into the queue of the worker's thread pool. The worker's main thread goes on to report
    that it is alive, so gunicorn's own timeout never ends it. With `--threads 4`, four clients do
    the same.

    With neither `-k` nor `--threads` the worker is `sync`. It too serves one request at a time, and
    reports nothing meanwhile: after 30 s gunicorn ends it, and the WebSocket with it, with WORKER
    TIMEOUT in the log.

Fix:
    `--threads` with more threads than there will ever be clients at once, as each has one, and some
    for HTTP; a thread that waits costs little. For thousands of clients a gevent worker. Not more
    workers: see two_workers_invalid_session.

Versions:
    gunicorn 27.0.1, Flask-SocketIO 5.7.0 with simple-websocket 1.1.0.

References:
    https://flask-socketio.readthedocs.io/en/latest/deployment.html
    https://docs.gunicorn.org/en/stable/settings.html#threads
    gunicorn/workers/gthread.py: ThreadWorker
    gunicorn/workers/sync.py: SyncWorker
"""

import os
import sys

from flask import Flask
from flask_socketio import SocketIO

from backends.shared.pitfall import run

app = Flask(__name__)
socketio = SocketIO(app, async_mode="threading")
GUNICORN = [sys.executable, "-m", "gunicorn", "--no-control-socket", "--preload", "-k", "gthread"]
APP = "backends.flask_socketio.pitfalls.one_gunicorn_thread:app"


@app.get("/health")
def health() -> str:
    return "well"


@socketio.on("hello")
def hello() -> str:
    return "hello yourself"


def broken(port: int) -> None:
    options = ["--bind", f"127.0.0.1:{port}"]
    os.execv(sys.executable, [*GUNICORN, *options, APP])


def fixed(port: int) -> None:
    options = ["--bind", f"127.0.0.1:{port}", "--threads", "100"]
    os.execv(sys.executable, [*GUNICORN, *options, APP])


if __name__ == "__main__":
    run(broken, fixed)
