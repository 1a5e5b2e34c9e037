"""Two greenlets send on one WebSocket, and tear each other's frames.

Looks like:
    connects, then closes (1005, 1006)
    an error in the browser's console

Symptom:
    client: close 1006
    browser: WebSocket connection to 'ws://127.0.0.1:8000/report' failed: Could not decode a text
        frame as UTF-8.
    wire: Close 1002 Invalid UTF-8 in text frame, from the browser

Cause:
    `WebSocket.send_frame` writes with `socket.sendall`, and takes no lock. Once the kernel's buffer
    is full, `sendall` waits in the middle of a frame, and another greenlet runs. If that sends too,
    and there is room again, its frame stands inside the first one. Here the second greenlet
    computes until there is room, which makes it certain. Without that, 8 MB and a second greenlet
    that sends something every 3 ms were torn in 10 runs of 10; messages that fit into the buffer
    never are. Where there is no room yet, gevent raises ConcurrentObjectUseError: "This socket is
    already used by another greenlet".

Fix:
    One lock for each WebSocket, around `raw_write`: that is what the library's own pongs and Close
    frames go through too. Or a queue and one greenlet that writes.

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
    """Have the kernel take little at once: to a client on this machine it may take it all."""
    ws.handler.socket.setsockopt(SOL_SOCKET, SO_SNDBUF, 16_384)


def work(ws: WebSocket) -> None:
    # A calculation: meanwhile no greenlet runs, the client reads, and there is room again.
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
