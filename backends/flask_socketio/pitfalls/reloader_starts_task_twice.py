"""With the reloader, a background task runs in two processes.

Looks like:
    twice or more often
    the client gets nothing

Symptom:
    server: each line of the task's log comes twice, from two process ids
    client: gets what one task emits, and nothing from the other

Cause:
    `debug=True` alone, or `use_reloader=True`, starts the program a second time, with
    `WERKZEUG_RUN_MAIN` in its environment. This child process serves. The parent watches it, and
    restarts it when a file has changed. Both run the same program, so code before `socketio.run`,
    such as code at the top of the module, runs in both. The parent's task emits too, in a process
    that has no clients.

Fix:
    Start the task only in the process that serves: if you use the reloader,
    `is_running_from_reloader()` is true there. Or set `use_reloader=False`. Or start the task when
    the first client connects, under a lock.

Versions:
    Flask-SocketIO 5.7.0 in threading mode, Werkzeug 3.1.9.

References:
    https://github.com/miguelgrinberg/Flask-SocketIO/issues/617
    https://github.com/miguelgrinberg/Flask-SocketIO/issues/567
    https://github.com/pallets/flask/issues/5307
    werkzeug/serving.py: is_running_from_reloader
"""

import os

from flask import Flask
from flask_socketio import SocketIO
from werkzeug.serving import is_running_from_reloader

from backends.shared.pitfall import run

RELOAD = True
app = Flask(__name__)
socketio = SocketIO(app, async_mode="threading")


def measure() -> None:
    run_main = os.environ.get("WERKZEUG_RUN_MAIN")
    print(f"process {os.getpid()} measures, WERKZEUG_RUN_MAIN is {run_main}")
    while True:
        socketio.emit("measured", f"by process {os.getpid()}")
        socketio.sleep(0.2)


def broken(port: int) -> None:
    socketio.start_background_task(measure)
    socketio.run(app, port=port, use_reloader=RELOAD, allow_unsafe_werkzeug=True)


def fixed(port: int) -> None:
    if is_running_from_reloader() or not RELOAD:
        socketio.start_background_task(measure)
    socketio.run(app, port=port, use_reloader=RELOAD, allow_unsafe_werkzeug=True)


if __name__ == "__main__":
    run(broken, fixed)
