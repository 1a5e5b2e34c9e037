"""Two greenlets that send on one WebSocket corrupt each other's frames.

Looks like:
    connects, then closes (1005, 1006)
    an error in the browser's console

Symptom:
    client: close 1006
    browser: WebSocket connection to 'ws://127.0.0.1:8000/report' failed: Could not decode a text
        frame as UTF-8.
    wire: Close 1002 Invalid UTF-8 in text frame, from the browser

Cause:
    `WebSocket.send_frame` writes with `socket.sendall` and uses no lock. When the kernel's buffer
    is full, `sendall` waits in the middle of a frame and another greenlet runs. If that greenlet
    sends as soon as there is room again, its frame ends up inside the first one. If there is no
    room yet, gevent raises ConcurrentObjectUseError: "This socket is already used by another
    greenlet".

    Here the second greenlet computes until there is room, which makes the corruption certain.
    Without that, a message of 8 MB and a second greenlet that sends every 3 ms corrupted a frame in
    10 runs of 10. Messages that fit into the buffer are never corrupted.

Fix:
    Use one lock per WebSocket around `raw_write`: the library's own pongs and Close frames go
    through it too. Or use a queue and a single greenlet that writes.

Versions:
    gevent-websocket 0.10.1 with gevent 26.9.0.

References:
    https://github.com/miguelgrinberg/simple-websocket/issues/24
    geventwebsocket/websocket.py: WebSocket.send_frame
    gevent/_socketcommon.py: _sendall
"""

from select import select
from socket import SO_SNDBUF, SOL_SOCKET

import gevent
from flask import Flask, request
from gevent.lock import BoundedSemaphore
from geventwebsocket import WebSocketServer
from geventwebsocket.websocket import WebSocket

from backends.shared.pitfall import run

app = Flask(__name__)
REPORT = "x" * 8_000_000


def be_far_away(ws: WebSocket) -> None:
    """Make the kernel's buffer small, as if the client were far away: locally it may hold all."""
    ws.handler.socket.setsockopt(SOL_SOCKET, SO_SNDBUF, 16_384)


def work(ws: WebSocket) -> None:
    # A calculation: no greenlet runs while the client reads, and then there is room again.
    select([], [ws.handler.socket.fileno()], [])
    ws.send("progress: 100 %")


def broken(port: int) -> None:
    @app.route("/report", websocket=True)
    def report() -> str:
        ws = request.environ["wsgi.websocket"]
        be_far_away(ws)
        ws.receive()
        gevent.spawn(work, ws)
        ws.send(REPORT)
        ws.receive()
        return ""

    WebSocketServer(("127.0.0.1", port), app).serve_forever()


def fixed(port: int) -> None:
    @app.route("/report", websocket=True)
    def report() -> str:
        ws = request.environ["wsgi.websocket"]
        be_far_away(ws)
        lock, write = BoundedSemaphore(), ws.raw_write

        def write_alone(frame: bytes) -> None:
            with lock:
                write(frame)

        ws.raw_write = write_alone
        ws.receive()
        gevent.spawn(work, ws)
        ws.send(REPORT)
        ws.receive()
        return ""

    WebSocketServer(("127.0.0.1", port), app).serve_forever()


if __name__ == "__main__":
    run(broken, fixed)
