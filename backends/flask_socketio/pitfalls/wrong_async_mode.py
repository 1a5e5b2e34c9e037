"""async_mode="gevent" on a server of threads: no event is ever handled.

Looks like:
    the client gets nothing
    an error in the server's log

Symptom:
    client: often connects by long polling; its events are taken with 200 and never acknowledged
    client: connect_error websocket error, where WebSocket is the only transport
    server: RuntimeError: The gevent-websocket server is not configured appropriately. See the
        Deployment section of the documentation for more information.

Cause:
    The async mode says how Flask-SocketIO starts tasks and waits; it does not choose the server.
    Here each request has a thread of Werkzeug's, and so a gevent loop of its own. An event's
    handler is started as a greenlet on that loop, which nobody runs: the thread answers 200 and
    ends. The connect handler is called directly, so connecting works; unless the client's poll is
    there first: then it waits on a loop that nobody wakes, and the client is never told. For
    WebSockets, gevent-websocket looks for what its own server puts into the request, and does not
    find it.

    gunicorn's worker `gthread` is the same. `flask run` is too, where the mode is set; where it is
    left out, Flask-SocketIO takes "threading" for it.

Fix:
    Let `socketio.run` start the server: it takes the one that fits the mode. In production a worker
    that fits: gevent with gevent-websocket's worker class, "threading" with `gthread`. Do not leave
    the mode out: then it depends on which packages happen to be installed.

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
