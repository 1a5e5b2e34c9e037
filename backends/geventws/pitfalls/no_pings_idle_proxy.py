"""No pings: a proxy closes quiet connections after a minute, with 1006.

Looks like:
    closed after a while
    connects, then closes (1005, 1006)

Symptom:
    client: close 1006, always after the same time without messages
    server: `receive` returns None; no error

Cause:
    nginx closes a connection when it has read nothing for `proxy_read_timeout`, 60 s by default.
    Load balancers have similar timeouts. The documentation of nginx speaks of data from the server;
    in its source, data from the client restarts the timer as well. gevent-websocket answers pings
    but sends none: nothing in it calls `send_frame` with OPCODE_PING. A page cannot send pings, as
    browsers have no function for it. Here the proxy waits one second.

Fix:
    Start a greenlet for each client that sends a ping more than twice per proxy timeout; browsers
    answer by themselves. It writes at the same time as your `send`, so both need to hold one lock.
    A longer timeout in the proxy helps too, but then dead clients stay longer.

Versions:
    gevent-websocket 0.10.1 with gevent 26.9.0.

References:
    https://nginx.org/en/docs/http/websocket.html
    https://github.com/kubernetes/ingress-nginx/issues/2917
    nginx, src/http/ngx_http_upstream.c: ngx_http_upstream_process_upgraded
    geventwebsocket/websocket.py: WebSocket.handle_ping, WebSocket.send_frame
"""

from contextlib import suppress

import gevent
from flask import Flask, request
from gevent.lock import BoundedSemaphore
from geventwebsocket import WebSocketError, WebSocketServer
from geventwebsocket.websocket import WebSocket

from backends.shared.pitfall import run

app = Flask(__name__)
PING_INTERVAL = 0.3  # 20 or 25 behind a real proxy


def broken(port: int) -> None:
    @app.route("/echo", websocket=True)
    def echo() -> str:
        ws = request.environ["wsgi.websocket"]
        while (message := ws.receive()) is not None:
            ws.send(message)
        return ""

    WebSocketServer(("127.0.0.1", port), app).serve_forever()


def fixed(port: int) -> None:
    def beat(ws: WebSocket) -> None:
        with suppress(WebSocketError):  # the client has left: `receive` returns None
            while True:
                gevent.sleep(PING_INTERVAL)
                ws.send_frame("", ws.OPCODE_PING)

    @app.route("/echo", websocket=True)
    def echo() -> str:
        ws = request.environ["wsgi.websocket"]
        lock, write = BoundedSemaphore(), ws.raw_write

        def write_alone(frame: bytes) -> None:
            with lock:
                write(frame)

        ws.raw_write = write_alone
        heart = gevent.spawn(beat, ws)
        while (message := ws.receive()) is not None:
            ws.send(message)
        heart.kill()
        return ""

    WebSocketServer(("127.0.0.1", port), app).serve_forever()


if __name__ == "__main__":
    run(broken, fixed)
