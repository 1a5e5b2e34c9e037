# mypy: ignore-errors
"""Flask-Sockets: the echo from its README, and a loop over all sockets.

The current Werkzeug never matches a handshake with the rules that `@sockets.route` makes. Adding
rules to the map is the smallest change that works.
"""

from gevent import monkey

monkey.patch_all()

import sys  # noqa: E402

from flask import Flask  # noqa: E402
from flask_sockets import Sockets  # noqa: E402
from gevent.pywsgi import WSGIServer  # noqa: E402
from geventwebsocket.handler import WebSocketHandler  # noqa: E402
from geventwebsocket.websocket import WebSocket  # noqa: E402
from werkzeug.routing import Rule  # noqa: E402

app = Flask(__name__)
sockets = Sockets(app)
clients = set()


def echo(ws: WebSocket) -> None:
    """Send messages back."""
    while (message := ws.receive()) is not None:
        ws.send(message)


def broadcast(ws: WebSocket) -> None:
    """Send messages to all clients."""
    clients.add(ws)
    while (message := ws.receive()) is not None:
        for client in clients:
            client.send(message)
    clients.discard(ws)


sockets.url_map.add(Rule("/ws/echo", endpoint=echo, websocket=True))
sockets.url_map.add(Rule("/ws/broadcast", endpoint=broadcast, websocket=True))

address = ("127.0.0.1", int(sys.argv[1]))
WSGIServer(address, app, log=None, handler_class=WebSocketHandler).serve_forever()
