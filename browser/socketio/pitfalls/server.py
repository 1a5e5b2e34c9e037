"""The server for the Socket.IO pitfalls' pages: `--port N`."""

import argparse
import logging
from typing import Any, NoReturn

from flask import Flask, Response, request
from flask_socketio import SocketIO, emit, join_room
from simple_websocket import ConnectionClosed, Server

app = Flask(__name__)
# With a thread per event, a client's events could overtake each other.
socketio = SocketIO(app, async_mode="threading", async_handlers=False)


@socketio.on("echo")
def echo(value: object) -> object:
    """Send the value back."""
    return value


@socketio.on("tell")
def tell(text: str) -> None:
    """Broadcast to all clients, including the sender."""
    emit("news", text, broadcast=True)


@socketio.on("join")
def join(room: str) -> None:
    """Join a room."""
    join_room(room)


@socketio.on("say")
def say(room: str, text: str) -> None:
    """Send to all members of a room."""
    emit("said", text, to=room)


@socketio.on("order")
def order(what: str) -> str:
    """Save an order, which takes a moment."""
    emit("taken", what)
    socketio.sleep(0.5)
    print(f"the order is saved: {what}")
    return "saved"


class Nothing(Response):
    """No response: Werkzeug would write it into the WebSocket."""

    def __call__(self, *_: Any) -> NoReturn:
        """Make Werkzeug send no response."""
        raise ConnectionError


@app.route("/chat/", websocket=True)
def chat() -> Response:
    """Echo over a native WebSocket."""
    connection = Server.accept(request.environ)
    try:
        while True:
            connection.send(connection.receive())
    except ConnectionClosed:
        return Nothing()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=8000)
    # The timeline already shows each request.
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    socketio.run(app, port=parser.parse_args().port, allow_unsafe_werkzeug=True)
