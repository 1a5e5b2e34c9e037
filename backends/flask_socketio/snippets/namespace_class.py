"""Handle a namespace's events in a class: the method `on_say` of a `Namespace` handles `say`.

One instance serves all clients, so they share what you keep on `self`. `self.emit` reaches everyone
in the namespace; the function `emit` reaches the sender, as in any handler.
"""

# /// script
# dependencies = ["flask-socketio", "simple-websocket"]
# ///
import argparse

from flask import Flask
from flask_socketio import Namespace, SocketIO, emit

app = Flask(__name__)
socketio = SocketIO(app, async_mode="threading")


class Chat(Namespace):  # type: ignore[misc]  # Flask-SocketIO has no types
    def on_connect(self) -> None:
        emit("welcome", "Be kind.")

    def on_disconnect(self, reason: str) -> None:
        self.emit("left", reason)

    def on_say(self, text: str) -> None:
        self.emit("said", text)


socketio.on_namespace(Chat("/chat"))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=8000)
    socketio.run(app, port=parser.parse_args().port, allow_unsafe_werkzeug=True)
