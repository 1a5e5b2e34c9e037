"""With a message queue, a broadcast with a callback raises ValueError.

Looks like:
    an error in the server's log
    the client gets nothing

Symptom:
    server: ValueError: Cannot use callback without a room set.
    client: nobody gets the event, and the sender no acknowledgement

Cause:
    Without a queue, `Manager.emit` gives each client's packet an id of its own. With one, `emit` is
    that of `PubSubManager`: the callback may have to come back from another process, so it is
    filed once, under the room's name, and a broadcast has no room. The code works until the day
    that `message_queue=` is added for a second worker.

    A room does not help: it is filed once for the room, so the first client's answer runs the
    callback and takes it away. For all others there is only a warning in the log, "Unknown callback
    received, ignoring.", and that only with `logger=True`.

Fix:
    Have clients answer with an event of their own, and number what you send: in the event's handler
    `request.sid` says who has got what, and it does not matter to which process the client is
    connected. A callback works with `to=sid`, in both managers; but a process knows only the sids
    of its own clients, and those of all would have to be kept where each process can see them.

Versions:
    Flask-SocketIO 5.7.0, python-socketio 5.18.1; the queue here is one within the process, and
    the code is that for Redis.

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
    """Stands for message_queue="redis://": a queue within the process."""

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
        print("somebody has got it\n", end="")  # one write: threads may print at once

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
