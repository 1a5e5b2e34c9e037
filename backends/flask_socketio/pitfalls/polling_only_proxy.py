"""A page that wants WebSocket only cannot connect through every proxy.

Looks like:
    cannot connect (400, 403, 404, 500)
    an error in the browser's console

Symptom:
    client: connect_error websocket error, for ever
    wire: 400 BAD REQUEST "Invalid websocket upgrade"
    server: Invalid websocket upgrade (further occurrences of this error will be logged with level
        INFO)
    browser: WebSocket connection to 'ws://...' failed: Error during WebSocket handshake: Unexpected
        response code: 400

Cause:
    `Upgrade` and `Connection` are headers for one hop only: a proxy drops them unless it is told to
    speak WebSocket. The server sees a plain GET with `transport=websocket`, and refuses it. Long
    polling would pass, but `transports: ["websocket"]` forbids that. Without this option all works,
    by polling; that the WebSocket fails shows in the console, as one more 400, and in the server's
    log, once: "Invalid transport for session ...".

Fix:
    Mend the proxy. nginx: `proxy_http_version 1.1`, `proxy_set_header Upgrade $http_upgrade` and
    `proxy_set_header Connection "upgrade"`. Where you do not own it, as in a company's network,
    leave `transports` as it is, with polling first; then there may be one worker only, or the
    balancer has to keep a client at one.

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
    def options() -> dict[str, Any]:  # what the page gives to io()
        return {"transports": ["websocket"]}

    socketio.run(app, port=port, allow_unsafe_werkzeug=True)


def fixed(port: int) -> None:
    @app.get("/options")
    def options() -> dict[str, Any]:  # what the page gives to io()
        return {"transports": ["polling", "websocket"]}  # the default

    socketio.run(app, port=port, allow_unsafe_werkzeug=True)


if __name__ == "__main__":
    run(broken, fixed)
