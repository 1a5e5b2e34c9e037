"""emit() in another process reaches no client.

Looks like:
    the client gets nothing
    messages are lost

Symptom:
    client: gets nothing
    server: no error: emit() returns, and with logger=True the log says "emitting event ... to all
        [/]"

Cause:
    The list of connected clients is in the memory of the process that serves them. A Celery worker,
    a cron job or a second gunicorn worker has a `SocketIO` object too, because it imports the same
    module, but no client is connected to that one. `emit` loops over the clients of an empty room,
    which is not an error.

Fix:
    Create `SocketIO(app, message_queue="redis://...")` in the server, and
    `SocketIO(message_queue="redis://...")`, without an application, in the other process, which
    only writes. In each server a thread reads the queue and emits what comes. RabbitMQ, Kafka and
    ZeroMQ work too. The address creates a `RedisManager` in both processes, in the other one with
    `write_only=True`. The fixed side has its own small manager instead, for one machine, with a
    queue from Python's standard library.

Versions:
    Flask-SocketIO 5.7.0, python-socketio 5.18.1, in every async mode.

References:
    https://flask-socketio.readthedocs.io/en/latest/deployment.html#emitting-from-an-external-process
    https://github.com/miguelgrinberg/Flask-SocketIO/issues/47
    https://github.com/miguelgrinberg/Flask-SocketIO/issues/1446
    socketio/manager.py: Manager.emit
    socketio/pubsub_manager.py: PubSubManager._thread
"""

import multiprocessing
from collections.abc import Iterator
from typing import Any

from flask import Flask
from flask_socketio import SocketIO
from socketio import PubSubManager

from backends.shared.pitfall import run

app = Flask(__name__)
socketio = SocketIO(async_mode="threading")

fork = multiprocessing.get_context("fork")
orders = fork.SimpleQueue()


class Queue(PubSubManager):  # type: ignore[misc]  # has no types
    """A stand-in for RedisManager: a queue between the processes of one machine."""

    messages = fork.SimpleQueue()

    def _publish(self, data: Any) -> None:
        self.messages.put(data)

    def _listen(self) -> Iterator[Any]:
        while True:
            yield self.messages.get()


@socketio.on("order")
def order(subject: str) -> None:
    orders.put(subject)


@socketio.on("hello")
def hello() -> str:
    return "hello yourself"


def broken(port: int) -> None:
    def worker() -> None:  # in its own process, like Celery's
        while subject := orders.get():
            socketio.emit("report", f"all about {subject}")
            print(f"the worker has emitted the report about {subject}")

    socketio.init_app(app)
    fork.Process(target=worker).start()
    socketio.run(app, port=port, allow_unsafe_werkzeug=True)


def fixed(port: int) -> None:
    def worker() -> None:  # in its own process, like Celery's
        writer = Queue(write_only=True)
        while subject := orders.get():
            writer.emit("report", f"all about {subject}")
            print(f"the worker has emitted the report about {subject}")

    socketio.init_app(app, client_manager=Queue())
    fork.Process(target=worker).start()
    socketio.run(app, port=port, allow_unsafe_werkzeug=True)


if __name__ == "__main__":
    run(broken, fixed)
