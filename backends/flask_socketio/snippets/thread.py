"""Emit from a `threading.Thread`: call `socketio.emit`, and pass the thread what it needs.

This needs `async_mode="threading"`. With gevent, events from a real thread may never be sent,
without an error, unless the program is monkey-patched.
"""

# /// script
# dependencies = ["flask-socketio", "simple-websocket"]
# ///
import argparse
import threading
import time

from flask import Flask, request
from flask_socketio import SocketIO

app = Flask(__name__)
socketio = SocketIO(app, async_mode="threading")


@socketio.on("print")
def start(document: str) -> str:
    # The request ends with the handler, so pass the session id to the thread.
    sid = request.sid  # type: ignore[attr-defined]  # Flask-SocketIO sets it
    threading.Thread(target=print_pages, args=(sid, document)).start()
    return "started"


def print_pages(sid: str, document: str) -> None:
    for page in (1, 2, 3):
        time.sleep(0.1)  # some work
        socketio.emit("printed", (document, page), to=sid)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=8000)
    socketio.run(app, port=parser.parse_args().port, allow_unsafe_werkzeug=True)
