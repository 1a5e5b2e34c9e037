"""Broadcast to all clients: a bounded queue and a writer greenlet for each, with Flask-Sockets."""

# /// script
# dependencies = ["flask", "flask-sockets", "gevent"]
# ///
import argparse
from contextlib import suppress
from typing import Any

import flask_sockets
from flask import Flask, request
from gevent import queue, socket, spawn
from geventwebsocket import WebSocketServer
from geventwebsocket.websocket import WebSocket


class Sockets(flask_sockets.Sockets):  # type: ignore[misc]  # the library has no types
    def init_app(self, app: Flask) -> None:
        self.app = app  # use Flask's routes: the library's, from 2017, no longer match WebSockets

    def add_url_rule(self, rule: str, endpoint: str | None, f: Any, **options: Any) -> None:
        def view(**values: Any) -> str:
            f(request.environ["wsgi.websocket"], **values)
            return ""

        self.app.add_url_rule(rule, endpoint or rule, view, websocket=True, **options)


app = Flask(__name__)
sockets = Sockets(app)


def write(tcp: socket.socket, frames: queue.Queue[bytes]) -> None:
    with suppress(OSError):  # it is gone; `receive` returns None
        for frame in frames:
            tcp.sendall(frame)
            if frame[0] & 15 == WebSocket.OPCODE_CLOSE:
                return


@sockets.route("/chat")
def chat(ws: WebSocket) -> None:
    tcp, frames = ws.handler.socket, queue.Queue(maxsize=100)
    writer = spawn(write, tcp, frames)
    # A client that does not read blocks no one: at 100 waiting frames it is disconnected.
    # The library's pongs use the queue too: frames from two greenlets would mix.
    ws.raw_write = lambda frame: (
        frames.put(frame) if not frames.full() else tcp.shutdown(socket.SHUT_RDWR)
    )
    while (message := ws.receive()) is not None:
        for client in list(ws.handler.server.clients.values()):
            with suppress(OSError):  # it is closing
                client.ws.send(message)
    writer.join(timeout=2)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=8000)
    WebSocketServer(("127.0.0.1", parser.parse_args().port), app).serve_forever()
