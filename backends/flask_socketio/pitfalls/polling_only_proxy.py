"""transports: ["websocket"] fails with 400 behind a proxy without WebSockets.

Looks like:
    cannot connect (400, 403, 404, 500)
    an error in the browser's console

Symptom:
    client: connect_error websocket error, again and again
    wire: 400 BAD REQUEST "Invalid websocket upgrade"
    server: Invalid websocket upgrade (further occurrences of this error will be logged with level
        INFO)
    browser: WebSocket connection to 'ws://...' failed: Error during WebSocket handshake: Unexpected
        response code: 400

Cause:
    `Upgrade` and `Connection` are headers for one hop only: a proxy drops them unless you configure
    it for WebSockets. The server sees a plain GET with `transport=websocket`, and rejects it. Long
    polling would pass, but `transports: ["websocket"]` forbids it. Without this option everything
    works, by polling. Then you see the failed WebSocket only in the console, as another 400, and
    once in the server's log: "Invalid transport for session ...".

Fix:
    Configure the proxy. nginx: `proxy_http_version 1.1`, `proxy_set_header Upgrade $http_upgrade`
    and `proxy_set_header Connection "upgrade"`. If the proxy is not yours, as in a company's
    network, keep the default `transports`, with polling first. Then use a single worker, or a load
    balancer that always sends a client to the same worker.

Versions:
    Flask-SocketIO 5.7.0, python-engineio 4.15.1, socket.io-client 4.8.

References:
    https://github.com/miguelgrinberg/Flask-SocketIO/issues/722
    https://github.com/miguelgrinberg/Flask-SocketIO/issues/1211
    https://flask-socketio.readthedocs.io/en/latest/deployment.html
    https://nginx.org/en/docs/http/websocket.html
    engineio/server.py: Server.handle_request
"""

from typing import Any

from flask import Flask
from flask_socketio import SocketIO

from backends.shared.pitfall import run

app = Flask(__name__)
socketio = SocketIO(app, async_mode="threading")


@socketio.on("hello")
def hello() -> str:
    return "hello yourself"


def broken(port: int) -> None:
    @app.get("/options")
    def options() -> dict[str, Any]:  # what the page passes to io()
        return {"transports": ["websocket"]}

    socketio.run(app, port=port, allow_unsafe_werkzeug=True)


def fixed(port: int) -> None:
    @app.get("/options")
    def options() -> dict[str, Any]:  # what the page passes to io()
        return {"transports": ["polling", "websocket"]}  # the default

    socketio.run(app, port=port, allow_unsafe_werkzeug=True)


if __name__ == "__main__":
    run(broken, fixed)
