"""The smallest Flask-SocketIO application, to be served in ways that do not work."""

import sys

from flask import Flask
from flask_socketio import SocketIO

socketio = SocketIO()
socketio.on_event("message", lambda message: message, namespace="/echo")


def make_app(async_mode: str, ping: int = 25) -> Flask:
    """Return the application; a client that answers no ping is given up after two of them."""
    app = Flask(__name__)
    socketio.init_app(app, async_mode=async_mode, ping_interval=ping, ping_timeout=ping)
    return app


if __name__ == "__main__":
    socketio.run(make_app("threading"), port=int(sys.argv[1]))
