"""Broadcast to all clients: a bounded queue and a writer greenlet for each, with gevent-websocket.

If two greenlets write to one socket, their frames mix. A client that does not read would block
every greenlet that sends to it.
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
        with suppress(OSError):  # it is gone; `receive` returns None
            for frame in frames:
                socket.sendall(frame)
                if frame[0] & 15 == ws.OPCODE_CLOSE:
                    return

    # `send` and the library's pongs use this. A client that does not read is disconnected.
    ws.raw_write = lambda frame: socket.shutdown(SHUT_RDWR) if frames.full() else frames.put(frame)
    return gevent.spawn(write)


@app.route("/chat", websocket=True)
def chat() -> str:
    ws = request.environ["wsgi.websocket"]
    writer = start_writer(ws)
    clients.add(ws)
    try:
        while (message := ws.receive()) is not None:
            for client in clients:  # nothing here waits, so the set cannot change
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
