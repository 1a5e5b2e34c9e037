"""Set up Flask-SocketIO in one module: `SocketIO(app)`, a page, an event handler, `socketio.run`.

Always set `async_mode`: without it, Flask-SocketIO picks whatever is installed. "threading" needs
simple-websocket for WebSockets; without it there is only long polling. `socketio.run` then starts
Werkzeug's development server, which without a terminal needs `allow_unsafe_werkzeug`.
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
    return send_file("application.html")


@socketio.on("greet")
def greet(name: str) -> None:
    emit("greeting", f"Hello, {name}!")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=8000)
    socketio.run(app, port=parser.parse_args().port, allow_unsafe_werkzeug=True)
