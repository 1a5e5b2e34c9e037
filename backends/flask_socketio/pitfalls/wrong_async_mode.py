"""async_mode="gevent" on a threaded server: no event is ever handled.

Looks like:
    the client gets nothing
    an error in the server's log

Symptom:
    client: often connects by long polling; its events get 200 and are never acknowledged
    client: connect_error websocket error, if WebSocket is the only transport
    server: RuntimeError: The gevent-websocket server is not configured appropriately. See the
        Deployment section of the documentation for more information.

Cause:
    The async mode says how Flask-SocketIO starts tasks and waits; it does not choose the server.
    Here Werkzeug runs each request in its own thread, which has its own gevent loop. Flask-SocketIO
    starts an event's handler as a greenlet on that loop, but the thread answers 200 and ends, so
    the loop never runs. The connect handler is called directly, so connecting works, unless the
    client's poll arrives first: then the poll waits on a loop that is never woken, and the client
    gets no answer. For WebSockets, gevent-websocket looks for what its own server puts into the
    request, and does not find it.

    gunicorn's worker `gthread` behaves the same. So does `flask run` if you set the mode; if you
    leave it out, Flask-SocketIO uses "threading" there.

Fix:
    Let `socketio.run` start the server: it chooses the one that fits the mode. In production use a
    worker that fits: gevent with gevent-websocket's worker class, "threading" with `gthread`.
    Always set the mode: without it, the mode depends on which packages happen to be installed.

Versions:
    Flask-SocketIO 5.7.0, python-engineio 4.15.1, gevent 26.9.0, gevent-websocket 0.10.1, Werkzeug
    3.1.9.

References:
    https://flask-socketio.readthedocs.io/en/latest/deployment.html
    engineio/async_drivers/gevent.py: WebSocketWSGI.__call__
    engineio/socket.py: Socket.receive
    flask_socketio/__init__.py: SocketIO.run
"""

from flask import Flask
from flask_socketio import SocketIO

from backends.shared.pitfall import run

app = Flask(__name__)
socketio = SocketIO(app, async_mode="gevent")


@socketio.on("connect")
def connect() -> None:
    print("connect is handled")


@socketio.on("hello")
def hello() -> str:
    print("hello is handled")
    return "hello yourself"


def broken(port: int) -> None:
    app.run(port=port)


def fixed(port: int) -> None:
    socketio.run(app, port=port)


if __name__ == "__main__":
    run(broken, fixed)
