"""gunicorn's gthread worker serves one WebSocket by default; all others wait.

Looks like:
    all clients wait
    the client gets nothing

Symptom:
    client: the first client works; all later requests, including HTTP, wait until it leaves
    server: nothing: no error, no timeout, no CPU time used

Cause:
    A WebSocket is one request that lasts as long as the connection, and in gunicorn's worker
    `gthread` a request holds a thread. `--threads` is 1 by default. The worker accepts the next
    request and puts it into the queue of its thread pool. Its main thread keeps reporting that it
    is alive, so gunicorn's own timeout never ends it. With `--threads 4`, four clients have the
    same effect.

    Without `-k` and `--threads` the worker is `sync`. It serves one request at a time too, but
    reports nothing in the meantime: after 30 s gunicorn kills it, and the WebSocket with it, with
    WORKER TIMEOUT in the log.

Fix:
    Set `--threads` to more than the number of clients that will ever be connected at once, because
    each client holds a thread, plus some for HTTP. A waiting thread costs little. For thousands of
    clients use a gevent worker. Do not add workers: see two_workers_invalid_session.

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
