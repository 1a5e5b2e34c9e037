# mypy: ignore-errors
"""gevent-websocket on gevent's pywsgi: an echo loop, and a loop over all sockets."""

from gevent import monkey

monkey.patch_all()

import sys  # noqa: E402

from flask import Flask, request  # noqa: E402
from gevent.pywsgi import WSGIServer  # noqa: E402
from geventwebsocket.handler import WebSocketHandler  # noqa: E402

app = Flask(__name__)
clients = set()


@app.route("/ws/echo", websocket=True)
def echo() -> str:
    """Send messages back."""
    ws = request.environ["wsgi.websocket"]
    while (message := ws.receive()) is not None:
        ws.send(message)
    return ""


@app.route("/ws/broadcast", websocket=True)
def broadcast() -> str:
    """Send messages to all clients."""
    ws = request.environ["wsgi.websocket"]
    clients.add(ws)
    while (message := ws.receive()) is not None:
        for client in clients:
            client.send(message)
    clients.discard(ws)
    return ""


address = ("127.0.0.1", int(sys.argv[1]))
WSGIServer(address, app, log=None, handler_class=WebSocketHandler).serve_forever()
