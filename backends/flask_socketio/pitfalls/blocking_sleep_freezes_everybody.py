"""time.sleep() in a handler stops gevent's whole server.

Looks like:
    everybody waits
    late, or not before something else

Symptom:
    client: another client's acknowledgement comes only when the slow handler is over
    server: nothing, and no processor time: the loop stands still

Cause:
    gevent runs each handler as a greenlet, all of them in one thread. A greenlet lets the others
    run only in gevent's own functions. `time.sleep` is the operating system's, unless the program
    is monkey-patched: the thread sleeps, and with it every client's packets and pings and all of
    HTTP. A query with a driver written in C, `requests.get` and a long calculation do the same.

    A client that gets no ping closes the connection as "ping timeout": some of them when it takes
    longer than `ping_timeout`, 20 seconds, and all when it takes longer than that and
    `ping_interval` together, 45 seconds.

Fix:
    `socketio.sleep`, which is gevent's in this mode. For all the rest: monkey-patch in the first
    lines of the program, which makes `time.sleep` and everything that uses Python's sockets give
    way. Neither helps against calculations and drivers in C: `gevent.get_hub().threadpool.apply`
    moves them to a thread; `async_mode="threading"` has none of these troubles.

Versions:
    Flask-SocketIO 5.7.0 with gevent 26.9.0; eventlet 0.41.3 is the same, threads are not.

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
