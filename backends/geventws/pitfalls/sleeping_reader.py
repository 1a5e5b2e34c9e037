"""One client that does not read stops the broadcast to all others.

Looks like:
    all clients wait
    the client gets nothing
    a vanished client or server goes unnoticed

Symptom:
    client: gets no more messages once another client has stopped reading
    server: nothing; the greenlet that broadcasts waits

Cause:
    `WebSocket.send` writes with `socket.sendall`, which waits while the kernel's buffer is full.
    The buffer holds some MB, so with small messages this takes a while. A loop over all clients
    waits too: clients after the sleeping one get nothing, and those before it get this message and
    no more. TCP gives up after a quarter of an hour at the earliest.

Fix:
    Give each client a bounded queue and a greenlet that writes what is in it. Disconnect a client
    whose queue is full. This costs one greenlet per client, and memory for the queue.

Versions:
    gevent-websocket 0.10.1 with gevent 26.9.0.

References:
    https://websockets.readthedocs.io/en/stable/topics/broadcast.html
    geventwebsocket/websocket.py: WebSocket.send_frame, Stream
"""

from contextlib import suppress
from socket import SHUT_RDWR

import gevent
from flask import Flask, request
from gevent.queue import Queue
from geventwebsocket import WebSocketError, WebSocketServer
from geventwebsocket.websocket import WebSocket

from backends.shared.pitfall import run

app = Flask(__name__)
clients: list[WebSocket] = []


def broadcast(message: str) -> None:
    for client in list(clients):
        with suppress(WebSocketError):  # the client is leaving
            client.send(message.ljust(1_000_000))  # large, so that the buffer is soon full


def serve(port: int) -> None:
    WebSocketServer(("127.0.0.1", port), app).serve_forever()


def broken(port: int) -> None:
    @app.route("/ws/<name>", websocket=True)
    def talk(name: str) -> str:
        ws = request.environ["wsgi.websocket"]
        clients.append(ws)
        while (message := ws.receive()) is not None:
            broadcast(message)
        clients.remove(ws)
        print(name, "has gone")
        return ""

    serve(port)


def fixed(port: int) -> None:
    def start_writer(ws: WebSocket) -> gevent.Greenlet:
        socket, frames = ws.handler.socket, Queue(maxsize=4)

        def put(frame: bytes) -> None:
            if frames.full():
                socket.shutdown(SHUT_RDWR)  # it does not read; `receive` returns None
            else:
                frames.put(frame)

        def write() -> None:
            with suppress(OSError):  # the client has left
                for frame in frames:
                    socket.sendall(frame)
                    if frame[0] & 15 == ws.OPCODE_CLOSE:
                        return

        ws.raw_write = put
        return gevent.spawn(write)

    @app.route("/ws/<name>", websocket=True)
    def talk(name: str) -> str:
        ws = request.environ["wsgi.websocket"]
        writer = start_writer(ws)
        clients.append(ws)
        while (message := ws.receive()) is not None:
            broadcast(message)
        clients.remove(ws)
        writer.join(timeout=2)
        print(name, "has gone")
        return ""

    serve(port)


if __name__ == "__main__":
    run(broken, fixed)
