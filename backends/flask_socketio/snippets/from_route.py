"""Emit from an HTTP route, outside of any event: `socketio.emit` reaches every client.

The function `emit` fails in a route, because the request does not come from a Socket.IO client.
`to=` takes a room or a session id here too.
"""

# /// script
# dependencies = ["flask-socketio", "simple-websocket"]
# ///
import argparse

from flask import Flask, request
from flask_socketio import SocketIO

app = Flask(__name__)
socketio = SocketIO(app, async_mode="threading")


@app.post("/announcements")
def announce() -> tuple[str, int]:
    socketio.emit("announcement", request.form["text"])
    return "", 204


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=8000)
    socketio.run(app, port=parser.parse_args().port, allow_unsafe_werkzeug=True)
