"""The smallest Flask-SocketIO application, for the servers that do not work."""

import sys

from flask import Flask
from flask_socketio import SocketIO

socketio = SocketIO()
socketio.on_event("message", lambda message: message, namespace="/echo")


def make_app(async_mode: str, ping: int = 25) -> Flask:
    """Return the application, which drops a client that has not answered two pings."""
    app = Flask(__name__)
    socketio.init_app(app, async_mode=async_mode, ping_interval=ping, ping_timeout=ping)
    return app


if __name__ == "__main__":
    socketio.run(make_app("threading"), port=int(sys.argv[1]))
