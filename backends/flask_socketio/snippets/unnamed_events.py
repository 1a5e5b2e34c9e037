"""Receive messages without an event name: `message` and `json` handlers, and `send` to answer.

A browser's `socket.send(data)` is the event `message`, whatever the data is. It has no counterpart
for `json`: use `socket.emit("json", data)` and `socket.on("json", ...)`.
"""

# /// script
# dependencies = ["flask-socketio", "simple-websocket"]
# ///
import argparse

from flask import Flask, Response, send_file
from flask_socketio import SocketIO, send

app = Flask(__name__)
socketio = SocketIO(app, async_mode="threading")


@app.get("/")
def page() -> Response:
    return send_file("unnamed_events.html")


@socketio.on("message")
def receive_message(data: object) -> None:
    send(data)  # the event `message`


@socketio.on("json")
def receive_json(data: object) -> None:
    send(data, json=True)  # the event `json`


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=8000)
    socketio.run(app, port=parser.parse_args().port, allow_unsafe_werkzeug=True)
