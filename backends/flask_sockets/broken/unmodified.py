"""Flask-Sockets as in its README: the route never matches a handshake."""

import sys

from flask import Flask
from flask_sockets import Sockets
from gevent.pywsgi import WSGIServer
from geventwebsocket.handler import WebSocketHandler
from geventwebsocket.websocket import WebSocket

app = Flask(__name__)
sockets = Sockets(app)


@sockets.route("/ws/echo")
def echo(ws: WebSocket) -> None:
    """Send messages back."""
    while not ws.closed:
        ws.send(ws.receive())


if __name__ == "__main__":
    server = WSGIServer(("127.0.0.1", int(sys.argv[1])), app, handler_class=WebSocketHandler)
    server.start()
    print(f"listening on http://127.0.0.1:{server.server_port}", flush=True)
    server.serve_forever()
