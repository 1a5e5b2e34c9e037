"""Time out when the server does not acknowledge: `socket.timeout(1000).emit(...)` in the browser.

Without a timeout, the browser's callback may never run. The server acknowledges an event when its
handler returns: not if the event has no handler, and not if the handler raises.
"""

# /// script
# dependencies = ["flask-socketio", "simple-websocket"]
# ///
import argparse

from flask import Flask, Response, send_file
from flask_socketio import SocketIO

app = Flask(__name__)
socketio = SocketIO(app, async_mode="threading")


@app.get("/")
def page() -> Response:
    return send_file("acknowledgement_timeout.html")


@socketio.on("handled")
def handled() -> str:
    return "done"


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=8000)
    socketio.run(app, port=parser.parse_args().port, allow_unsafe_werkzeug=True)
