"""Detect dead clients: a heartbeat of pings, with gevent-websocket.

The library itself never pings. A client answers each ping; if it sends nothing for two and a half
intervals, it is gone, and `receive` returns None.
"""

# /// script
# dependencies = ["flask", "gevent-websocket"]
# ///
import argparse
from contextlib import suppress

import gevent
from flask import Flask, current_app, request
from gevent.lock import BoundedSemaphore
from gevent.pywsgi import WSGIServer
from geventwebsocket import WebSocketError
from geventwebsocket.handler import WebSocketHandler
from geventwebsocket.websocket import WebSocket

app = Flask(__name__)


def beat(ws: WebSocket, interval: float) -> None:
    lock, write = BoundedSemaphore(), ws.raw_write

    def write_alone(frame: bytes) -> None:
        with lock:
            write(frame)

    ws.raw_write = write_alone  # two greenlets write now; their frames must not mix
    with suppress(WebSocketError):  # it is gone; `receive` returns None
        while True:
            ws.send_frame("", ws.OPCODE_PING)
            gevent.sleep(interval)


@app.route("/echo", websocket=True)
def echo() -> str:
    ws = request.environ["wsgi.websocket"]
    interval = current_app.config["PING_INTERVAL"]
    ws.handler.socket.settimeout(2.5 * interval)
    heart = gevent.spawn(beat, ws, interval)
    with suppress(WebSocketError):
        while (message := ws.receive()) is not None:
            ws.send(message)
    heart.kill()
    print("gone")
    return ""


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--ping-interval", type=float, default=20, help="seconds")
    options = parser.parse_args()
    app.config["PING_INTERVAL"] = options.ping_interval
    address = ("127.0.0.1", options.port)
    WSGIServer(address, app, handler_class=WebSocketHandler).serve_forever()
