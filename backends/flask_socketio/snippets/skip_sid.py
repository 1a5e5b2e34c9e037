"""Emit to everyone except some clients: `skip_sid` takes a session id or a list of them.

A route has no sender for `include_self=False` to leave out. So the page sends the id of its own
connection: `fetch("/items", {method: "POST", body, headers: {"X-Socket-ID": socket.id}})`.
"""

# /// script
# dependencies = ["flask-socketio", "simple-websocket"]
# ///
import argparse

from flask import Flask, request
from flask_socketio import SocketIO, emit

app = Flask(__name__)
socketio = SocketIO(app, async_mode="threading")


@app.post("/items")
def add_item() -> tuple[str, int]:
    socketio.emit("added", request.get_data(as_text=True), skip_sid=request.headers["X-Socket-ID"])
    return "", 204


@socketio.on("say")
def say(text: str, ignored: list[str]) -> None:
    sid = request.sid  # type: ignore[attr-defined]  # Flask-SocketIO sets it
    emit("said", text, broadcast=True, skip_sid=[sid, *ignored])


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=8000)
    socketio.run(app, port=parser.parse_args().port, allow_unsafe_werkzeug=True)
