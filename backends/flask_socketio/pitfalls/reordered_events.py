"""Events of one client overtake each other in the server.

Looks like:
    out of order

Symptom:
    client: has sent "h" and then "i"; the server has noted "ih"
    wire: in the right order
    server: no error

Cause:
    Frames of a connection cannot overtake each other, but handlers can: by default
    `Server._handle_event` starts a thread or a greenlet for each event (`async_handlers=True`), and
    reads the next one. Whose handler waits for a database first is overtaken. With handlers that
    sleep some milliseconds at random in mode "threading", 200 events had some 60 such pairs; here
    the first event waits for the second, so that it is certain. In greenlet modes it takes a
    handler that gives way.

    Before python-socketio 4, handlers of one client ran one after the other.

Fix:
    `async_handlers=False`: the next event of a client is read when the handler of the last one has
    returned; clients do not wait for each other. It costs: a slow handler delays that client's
    other events and pongs, a very slow one its connection, and `call` raises RuntimeError. Where
    only some events need an order, number them in the page, or give each client a queue.

Versions:
    Flask-SocketIO 5.7.0, python-socketio 5.18.1.

References:
    https://github.com/miguelgrinberg/Flask-SocketIO/issues/1420
    https://github.com/miguelgrinberg/python-socketio/issues/284
    https://github.com/miguelgrinberg/python-socketio/issues/382
    socketio/server.py: Server._handle_event
"""

import threading

from flask import Flask
from flask_socketio import SocketIO

from backends.shared.pitfall import run

app = Flask(__name__)
second_is_noted = threading.Event()
noted: list[str] = []


def note(letter: str) -> str:
    # The first one takes longer, as it may with any database.
    if letter == "h":
        second_is_noted.wait(2)
    noted.append(letter)
    text = "".join(noted)
    print("noted:", text)
    second_is_noted.set()
    return text


def broken(port: int) -> None:
    socketio = SocketIO(app, async_mode="threading")

    @socketio.on("key")
    def key(letter: str) -> str:
        return note(letter)

    socketio.run(app, port=port, allow_unsafe_werkzeug=True)


def fixed(port: int) -> None:
    socketio = SocketIO(app, async_mode="threading", async_handlers=False)

    @socketio.on("key")
    def key(letter: str) -> str:
        return note(letter)

    socketio.run(app, port=port, allow_unsafe_werkzeug=True)


if __name__ == "__main__":
    run(broken, fixed)
