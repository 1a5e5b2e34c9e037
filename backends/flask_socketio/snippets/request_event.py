"""See which event an error handler is called for: `request.event` has its name and arguments.

Event handlers have it as well. `request.sid` and `request.namespace` say which connection sent it.
"""

# /// script
# dependencies = ["flask-socketio", "simple-websocket"]
# ///
import argparse
from typing import Any

import flask
from flask import Flask
from flask_socketio import SocketIO

app = Flask(__name__)
socketio = SocketIO(app, async_mode="threading")
request: Any = flask.request  # Flask's type does not know what Flask-SocketIO adds


@socketio.on("divide")
def divide(dividend: float, divisor: float) -> float:
    return dividend / divisor


@socketio.on_error()
def failed(error: Exception) -> dict[str, str]:
    name, arguments = request.event["message"], request.event["args"]
    app.logger.error("%s%r of %s: %r", name, arguments, request.sid, error)
    return {"event": name, "error": str(error)}


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=8000)
    socketio.run(app, port=parser.parse_args().port, allow_unsafe_werkzeug=True)
