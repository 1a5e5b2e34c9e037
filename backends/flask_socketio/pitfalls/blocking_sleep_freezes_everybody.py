"""time.sleep() in a handler stops the whole gevent server.

Looks like:
    all clients wait
    late, or only after something else

Symptom:
    client: another client gets its acknowledgement only after the slow handler has finished
    server: nothing in the log, and no CPU time used: the event loop is blocked

Cause:
    gevent runs each handler as a greenlet, all of them in one thread. A greenlet lets the others
    run only inside gevent's own functions. `time.sleep` is the operating system's, unless the
    program is monkey-patched: the whole thread sleeps, and with it every client's packets and pings
    and all of HTTP. A query with a driver written in C, `requests.get` and a long calculation do
    the same.

    A client that gets no ping closes the connection as "ping timeout": some clients if the call
    takes longer than `ping_timeout`, 20 seconds, and all of them if it takes longer than
    `ping_timeout` and `ping_interval` together, 45 seconds.

Fix:
    Use `socketio.sleep`, which is gevent's in this mode. For everything else, monkey-patch in the
    first lines of the program: then `time.sleep` and all code that uses Python's sockets yield.
    Neither helps with calculations and drivers in C: `gevent.get_hub().threadpool.apply` moves them
    to a thread. `async_mode="threading"` has none of these problems.

Versions:
    Flask-SocketIO 5.7.0 with gevent 26.9.0; the same with eventlet 0.41.3, but not with threads.

References:
    https://github.com/miguelgrinberg/Flask-SocketIO/issues/939
    https://github.com/miguelgrinberg/Flask-SocketIO/issues/1135
    https://flask-socketio.readthedocs.io/en/latest/deployment.html
"""

import time

from flask import Flask
from flask_socketio import SocketIO

from backends.shared.pitfall import run

app = Flask(__name__)
socketio = SocketIO(app, async_mode="gevent")


@socketio.on("hello")
def hello() -> str:
    return "hello"


def broken(port: int) -> None:
    @socketio.on("report")
    def report() -> str:
        time.sleep(1.5)  # stands for work
        return "the report"

    socketio.run(app, port=port)


def fixed(port: int) -> None:
    @socketio.on("report")
    def report() -> str:
        socketio.sleep(1.5)
        return "the report"

    socketio.run(app, port=port)


if __name__ == "__main__":
    run(broken, fixed)
