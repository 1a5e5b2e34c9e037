"""ValueError for a broadcast with a callback when a message queue is used.

Looks like:
    an error in the server's log
    the client gets nothing

Symptom:
    server: ValueError: Cannot use callback without a room set.
    client: no client gets the event, and the sender gets no acknowledgement

Cause:
    Without a queue, `Manager.emit` gives each client's packet its own id. With one, `emit` is the
    method of `PubSubManager`: the answer may arrive in another process, so it stores the callback
    once, under the room's name, and a broadcast has no room. The code works until you add
    `message_queue=` for a second worker.

    A room does not help: the callback is stored once for the room, so the first client's answer
    runs it and removes it. For all others there is only a warning in the log, "Unknown callback
    received, ignoring.", and only with `logger=True`.

Fix:
    Number your messages, and let clients answer with an ordinary event: in its handler
    `request.sid` is the client that got the message, whichever process the client is connected to.
    A callback with `to=sid` works in both managers. But a process knows only the sids of its own
    clients, so you would have to store all of them where each process can read them.

Versions:
    Flask-SocketIO 5.7.0, python-socketio 5.18.1. The queue here lives inside the process; the code
    is the same as for Redis.

References:
    https://github.com/miguelgrinberg/python-socketio/issues/1152
    socketio/pubsub_manager.py: PubSubManager.emit, _return_callback
    socketio/manager.py: Manager.emit
"""

import itertools
import queue
from collections.abc import Iterator
from typing import Any

from flask import Flask, request
from flask_socketio import SocketIO, emit
from socketio import PubSubManager

from backends.shared.pitfall import run


class Queue(PubSubManager):  # type: ignore[misc]  # has no types
    """A stand-in for message_queue="redis://": a queue inside the process."""

    def __init__(self) -> None:
        super().__init__()
        self.messages: queue.SimpleQueue[Any] = queue.SimpleQueue()

    def _publish(self, data: Any) -> None:
        self.messages.put(data)

    def _listen(self) -> Iterator[Any]:
        while True:
            yield self.messages.get()


app = Flask(__name__)
socketio = SocketIO(app, async_mode="threading", client_manager=Queue())
numbers = itertools.count(1)


def broken(port: int) -> None:
    def received() -> None:
        print("a client has got it\n", end="")  # one write, as several threads print

    @socketio.on("publish")
    def publish(text: str) -> str:
        emit("news", (next(numbers), text), broadcast=True, callback=received)
        return "published"

    socketio.run(app, port=port, allow_unsafe_werkzeug=True)


def fixed(port: int) -> None:
    @socketio.on("received")
    def received(number: int) -> None:
        print(f"{request.sid} has got {number}\n", end="")  # type: ignore[attr-defined]

    @socketio.on("publish")
    def publish(text: str) -> str:
        emit("news", (next(numbers), text), broadcast=True)
        return "published"

    socketio.run(app, port=port, allow_unsafe_werkzeug=True)


if __name__ == "__main__":
    run(broken, fixed)
