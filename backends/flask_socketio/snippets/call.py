"""Wait for a client's answer: `socketio.call` emits an event and returns what the browser answers.

It blocks, so call it in a background task. If no answer arrives in time, it raises Socket.IO's own
`TimeoutError`, not Python's. It waits for the whole timeout even if the client disconnects.
"""

# /// script
# dependencies = ["flask-socketio", "simple-websocket"]
# ///
import argparse

from flask import Flask, Response, request, send_file
from flask_socketio import SocketIO
from socketio import exceptions

app = Flask(__name__)
socketio = SocketIO(app, async_mode="threading")


@app.get("/")
def page() -> Response:
    return send_file("call.html")


@socketio.on("start")
def start() -> None:
    sid = request.sid  # type: ignore[attr-defined]  # Flask-SocketIO sets it
    socketio.start_background_task(ask, sid)


def ask(sid: str) -> None:
    try:
        zone = socketio.call("time zone?", to=sid, timeout=2)
    except exceptions.TimeoutError:
        print("no answer from", sid)
    else:
        socketio.emit("noted", zone, to=sid)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=8000)
    socketio.run(app, port=parser.parse_args().port, allow_unsafe_werkzeug=True)
