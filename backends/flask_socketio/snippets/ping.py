"""Detect dead clients: `ping_interval` and `ping_timeout`.

The server pings each client every `ping_interval` seconds and disconnects a client that does not
answer within `ping_timeout`. The server notices a closed connection at once; pings are for a closed
laptop or a lost network. The client learns both numbers when it connects and detects a dead server
with them. Keep the timeout below the interval, or the disconnect reason may be a different one.
"""

# /// script
# dependencies = ["flask-socketio", "simple-websocket"]
# ///
import argparse

from flask import Flask, request
from flask_socketio import SocketIO

app = Flask(__name__)
# Short, for you to see it soon. With the defaults, 25 and 20, it takes 45 seconds or more.
socketio = SocketIO(app, async_mode="threading", ping_interval=2, ping_timeout=1)


@socketio.on("disconnect")
def gone(reason: str) -> None:
    print(request.sid, "is gone:", reason)  # type: ignore[attr-defined]  # Flask-SocketIO's


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=8000)
    socketio.run(app, port=parser.parse_args().port, allow_unsafe_werkzeug=True)
