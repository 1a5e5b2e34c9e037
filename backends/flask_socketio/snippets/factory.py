"""Use Flask-SocketIO with an application factory: `socketio.init_app(app)` in `create_app`.

In a project, the three parts are modules: extensions, events and the package itself. The factory
must import the module with the events, or no handler is registered.
"""

# /// script
# dependencies = ["flask-socketio", "simple-websocket"]
# ///
import argparse

from flask import Flask, current_app
from flask_socketio import SocketIO, emit

# extensions.py: objects that have no application yet
socketio = SocketIO()


# events.py: from .extensions import socketio
@socketio.on("greet")
def greet(name: str) -> None:
    emit("greeting", f"{current_app.config['GREETING']}, {name}!")


# __init__.py: from . import events, and from .extensions import socketio
def create_app() -> Flask:
    app = Flask(__name__)
    app.config["GREETING"] = "Hello"
    app.config.from_prefixed_env()  # FLASK_GREETING=Servus
    socketio.init_app(app, async_mode="threading")
    return app


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=8000)
    socketio.run(create_app(), port=parser.parse_args().port, allow_unsafe_werkzeug=True)
