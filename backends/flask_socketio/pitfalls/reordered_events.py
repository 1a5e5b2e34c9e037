"""Events of one client overtake each other in the server.

Looks like:
    messages out of order

Symptom:
    client: has sent "h" and then "i", and the server has noted "ih"
    wire: in the right order
    server: no error

Cause:
    Frames of a connection cannot overtake each other, but handlers can. By default
    `Server._handle_event` starts a thread or a greenlet for each event (`async_handlers=True`) and
    reads the next event. If the first handler waits for a database, the second one overtakes it.
    With handlers that sleep some milliseconds at random in mode "threading", 200 events had about
    60 such pairs. Here the first event waits for the second, which makes it certain. In the
    greenlet modes it needs a handler that yields.

    Before python-socketio 4, handlers of one client ran one after another.

Fix:
    Set `async_handlers=False`: the server reads a client's next event when the handler of the
    previous one has returned, and clients do not wait for each other. The price: a slow handler
    delays that client's other events and pongs, a very slow one costs it the connection, and `call`
    raises RuntimeError. If only some events need an order, number them in the page, or give each
    client a queue.

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
    # The first one takes longer, as a database query can.
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
