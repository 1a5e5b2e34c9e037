"""Join rooms, and send to one: a dictionary of sets, a room for each URL, with gevent-websocket.

Greenlets switch only where one waits, and `send` does not wait here, so no lock is needed.
"""

# /// script
# dependencies = ["flask", "gevent-websocket"]
# ///
import argparse
from collections import defaultdict
from contextlib import suppress
from socket import SHUT_RDWR

import gevent
from flask import Flask, request
from gevent.queue import Queue
from geventwebsocket import WebSocketError, WebSocketServer
from geventwebsocket.websocket import WebSocket

app = Flask(__name__)
rooms: defaultdict[str, set[WebSocket]] = defaultdict(set)


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


@app.route("/rooms/<name>", websocket=True)
def room(name: str) -> str:
    ws = request.environ["wsgi.websocket"]
    writer = start_writer(ws)
    rooms[name].add(ws)
    try:
        while (message := ws.receive()) is not None:
            for member in rooms[name]:
                with suppress(WebSocketError):
                    member.send(message)
    finally:
        rooms[name].remove(ws)
        if not rooms[name]:
            del rooms[name]
        writer.join(timeout=2)
    return ""


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=8000)
    WebSocketServer(("127.0.0.1", parser.parse_args().port), app).serve_forever()
