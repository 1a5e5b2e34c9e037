"""Broadcast to all clients: a bounded queue and a writer thread for each, with Flask-Sock.

Coming from Flask-Sockets: threads instead of greenlets, so a lock, and your own dict of clients.
"""

# /// script
# dependencies = ["flask", "flask-sock"]
# ///
import argparse
from contextlib import suppress
from queue import Full, Queue
from socket import SHUT_RDWR
from threading import Lock, Thread

from flask import Flask
from flask_sock import ConnectionClosed, Server, Sock

Message = str | bytes | None
app = Flask(__name__)
sock = Sock(app)
clients: dict[Server, Queue[Message]] = {}
lock = Lock()


def write(ws: Server, messages: Queue[Message]) -> None:
    with suppress(ConnectionClosed, OSError):  # it is gone; `receive` raises too
        while (message := messages.get()) is not None:
            ws.send(message)


def put(ws: Server, messages: Queue[Message], message: Message) -> None:
    try:
        messages.put_nowait(message)
    except Full:  # it does not read: disconnect it
        with suppress(OSError):
            ws.sock.shutdown(SHUT_RDWR)


@sock.route("/chat")
def chat(ws: Server) -> None:
    messages: Queue[Message] = Queue(maxsize=100)
    with lock:
        clients[ws] = messages
    Thread(target=write, args=(ws, messages)).start()
    try:
        while True:
            message = ws.receive()
            with lock:
                for client in clients.items():
                    put(*client, message)
    finally:
        with lock:
            del clients[ws]
        put(ws, messages, None)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=8000)
    app.run(port=parser.parse_args().port)
