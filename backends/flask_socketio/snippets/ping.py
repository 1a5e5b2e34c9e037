"""Notice a dead client: `ping_interval` and `ping_timeout`.

The server pings each client every `ping_interval` seconds, and gives up one that has not answered
within `ping_timeout`. A client that is closed properly is noticed at once; this is for the laptop
that was shut and the network that is gone. The client learns both numbers when it connects, and
notices a dead server by them. Keep the timeout below the interval: else the reason may be another.
"""

# /// script
# dependencies = ["flask-socketio", "simple-websocket"]
# ///
import argparse

from flask import Flask, request
from flask_socketio import SocketIO

app = Flask(__name__)
# Short ones, to see it soon. The defaults are 25 and 20: up to 45 seconds, and the next look.
socketio = SocketIO(app, async_mode="threading", ping_interval=2, ping_timeout=1)


@socketio.on("disconnect")
def gone(reason: str) -> None:
    print(request.sid, "is gone:", reason)  # type: ignore[attr-defined]  # Flask-SocketIO's


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=8000)
    socketio.run(app, port=parser.parse_args().port, allow_unsafe_werkzeug=True)
