"""gunicorn's gevent worker never upgrades to WebSocket, only polls.

Looks like:
    an error in the server's log
    an error in the browser's console
    late, or only after something else

Symptom:
    wire: 500 Internal Server Error for the upgrade; then only transport=polling
    server: RuntimeError: The gevent-websocket server is not configured appropriately. See the
        Deployment section of the documentation for more information.
    browser: WebSocket connection to 'ws://...' failed: Error during WebSocket handshake: Unexpected
        response code: 500
    client: keeps polling; connect_error websocket error, if WebSocket is the only transport

Cause:
    If gevent-websocket is installed, even as a leftover, Flask-SocketIO uses only gevent-websocket
    for WebSockets. It looks for `wsgi.websocket` in the request, which only gevent-websocket's own
    server and worker class put there. gunicorn's worker `gevent` does not. The client tries the
    upgrade once, and does not report the failure, because long polling works.

Fix:
    With gevent-websocket use its worker class,
    `geventwebsocket.gunicorn.workers.GeventWebSocketWorker`. Or uninstall gevent-websocket, which
    has had no release since 2017: then simple-websocket handles WebSockets, in gunicorn's worker
    `gevent` too. Check the transport in a test: a test suite that only polls passes as well.

Versions:
    gunicorn 27.0.1, gevent 26.9.0, gevent-websocket 0.10.1, Flask-SocketIO 5.7.0.

References:
    https://flask-socketio.readthedocs.io/en/latest/deployment.html#gunicorn-web-server
    engineio/async_drivers/gevent.py: WebSocketWSGI.__call__
    geventwebsocket/gunicorn/workers.py: GeventWebSocketWorker
"""

import os
import sys

from flask import Flask
from flask_socketio import SocketIO

from backends.shared.pitfall import run

app = Flask(__name__)
socketio = SocketIO(app, async_mode="gevent")
GUNICORN = [sys.executable, "-m", "gunicorn", "--no-control-socket"]
APP = "backends.flask_socketio.pitfalls.upgrade_fails_in_gevent_worker:app"


@socketio.on("hello")
def hello() -> str:
    return "hello yourself"


def broken(port: int) -> None:
    worker = "gevent"
    options = ["--worker-class", worker, "--bind", f"127.0.0.1:{port}"]
    os.execv(sys.executable, [*GUNICORN, *options, APP])


def fixed(port: int) -> None:
    worker = "geventwebsocket.gunicorn.workers.GeventWebSocketWorker"
    options = ["--worker-class", worker, "--bind", f"127.0.0.1:{port}"]
    os.execv(sys.executable, [*GUNICORN, *options, APP])


if __name__ == "__main__":
    run(broken, fixed)
