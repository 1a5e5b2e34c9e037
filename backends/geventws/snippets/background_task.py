"""Push events from a background task: a greenlet that sends to all clients of gevent-websocket."""

# /// script
# dependencies = ["flask", "gevent-websocket"]
# ///
import argparse
import itertools
from contextlib import suppress
from socket import SHUT_RDWR

import gevent
from flask import Flask, request
from gevent.queue import Queue
from geventwebsocket import WebSocketError, WebSocketServer
from geventwebsocket.websocket import WebSocket

app = Flask(__name__)


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


def tick(server: WebSocketServer) -> None:
    for number in itertools.count(1):
        gevent.sleep(1)
        for client in list(server.clients.values()):
            with suppress(WebSocketError):  # it is closing
                client.ws.send(f"tick {number}")


@app.route("/ticks", websocket=True)
def ticks() -> str:
    ws = request.environ["wsgi.websocket"]
    writer = start_writer(ws)
    while ws.receive() is not None:
        pass
    writer.join(timeout=2)
    return ""


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=8000)
    server = WebSocketServer(("127.0.0.1", parser.parse_args().port), app)
    gevent.spawn(tick, server)
    server.serve_forever()
