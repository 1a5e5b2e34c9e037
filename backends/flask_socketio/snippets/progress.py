"""Report the progress of a long job: emit after each step, then return from the handler.

Each event has its own thread, so a long handler does not block other clients. `emit` sends at once,
to the sender only; the return value tells the page that the job is done.
"""

# /// script
# dependencies = ["flask-socketio", "simple-websocket"]
# ///
import argparse

from flask import Flask, Response, send_file
from flask_socketio import SocketIO, emit

app = Flask(__name__)
socketio = SocketIO(app, async_mode="threading")


@app.get("/")
def page() -> Response:
    return send_file("progress.html")


@socketio.on("convert")
def convert(name: str) -> str:
    for percent in range(20, 101, 20):
        socketio.sleep(0.2)  # the work
        emit("progress", percent)
    return f"{name} is ready"


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=8000)
    socketio.run(app, port=parser.parse_args().port, allow_unsafe_werkzeug=True)
