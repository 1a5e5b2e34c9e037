"""Limit the size of a message: `max_http_buffer_size`, which applies to WebSockets too.

The default is 1,000,000 bytes. A larger message ends the connection. The client is not told why,
and reconnects. What the server sends has no limit.
"""

# /// script
# dependencies = ["flask-socketio", "simple-websocket"]
# ///
import argparse

from flask import Flask
from flask_socketio import SocketIO

app = Flask(__name__)
socketio = SocketIO(app, async_mode="threading", max_http_buffer_size=10_000)


@socketio.on("measure")
def measure(text: str) -> int:
    return len(text)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=8000)
    socketio.run(app, port=parser.parse_args().port, allow_unsafe_werkzeug=True)
