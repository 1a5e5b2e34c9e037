"""Set up Flask-SocketIO in one module: `SocketIO(app)`, a page, an event handler, `socketio.run`.

`async_mode` decides what serves: left out, it is whatever happens to be installed. "threading"
needs simple-websocket, or there is only long polling. `socketio.run` then starts Werkzeug's
development server, which refuses to run without a terminal unless `allow_unsafe_werkzeug` is set.
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
