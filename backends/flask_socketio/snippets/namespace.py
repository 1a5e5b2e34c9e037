"""Separate two parts of an application with namespaces: `namespace="/chat"` and `"/news"`.

A page connects with `io("/chat")` and `io("/news")`: two namespaces over one WebSocket. `emit`
stays in the namespace of the event. `socketio.emit` uses "/" unless you name another.
"""

# /// script
# dependencies = ["flask-socketio", "simple-websocket"]
# ///
import argparse

from flask import Flask
from flask_socketio import SocketIO, emit

app = Flask(__name__)
socketio = SocketIO(app, async_mode="threading")


@socketio.on("say", namespace="/chat")
def say_in_chat(text: str) -> None:
    emit("said", text, broadcast=True)


@socketio.on("publish", namespace="/news")
def publish(headline: str) -> None:
    emit("published", headline, broadcast=True)
    socketio.emit("said", f"News: {headline}", namespace="/chat")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=8000)
    socketio.run(app, port=parser.parse_args().port, allow_unsafe_werkzeug=True)
