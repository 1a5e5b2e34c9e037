"""Broadcast to all clients with gevent-websocket: a bounded queue and a writer for each.

Two greenlets that write to one socket mix their frames, and a client that does not read would stop
whoever sends to it.
"""

# /// script
# dependencies = ["flask", "gevent-websocket"]
# ///
import argparse
from contextlib import suppress
from socket import SHUT_RDWR

import gevent
from flask import Flask, request
from gevent.queue import Queue
from geventwebsocket import WebSocketError, WebSocketServer
from geventwebsocket.websocket import WebSocket

app = Flask(__name__)
clients: set[WebSocket] = set()


def start_writer(ws: WebSocket) -> gevent.Greenlet:
    socket, frames = ws.handler.socket, Queue(maxsize=100)

    def write() -> None:
        with suppress(OSError):  # it has gone: `receive` tells
            for frame in frames:
                socket.sendall(frame)
                if frame[0] & 15 == ws.OPCODE_CLOSE:
                    return

    # `send` calls it, and the library for its pongs. Who does not read is cut off.
    ws.raw_write = lambda frame: socket.shutdown(SHUT_RDWR) if frames.full() else frames.put(frame)
    return gevent.spawn(write)


@app.route("/chat", websocket=True)
def chat() -> str:
    ws = request.environ["wsgi.websocket"]
    writer = start_writer(ws)
    clients.add(ws)
    try:
        while (message := ws.receive()) is not None:
            for client in clients:  # nothing here waits, so the set stays as it is
                with suppress(WebSocketError):
                    client.send(message)
    finally:
        clients.remove(ws)
        writer.join(timeout=2)
    return ""


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=8000)
    WebSocketServer(("127.0.0.1", parser.parse_args().port), app).serve_forever()
