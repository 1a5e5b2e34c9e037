"""A broadcast includes its sender, who sees their own message twice.

Looks like:
    twice or more often
    the wrong clients get it

Symptom:
    client: the sender's page shows its own message twice, all other pages show it once
    wire: 42["chat","hello"] goes to the sender too

Cause:
    `emit(..., broadcast=True)` sends to all clients in the namespace, including the one that sent
    the event. A member who writes to a room with `to=room` gets the message back too. In Socket.IO
    for Node.js, `socket.broadcast.emit` leaves the sender out, and pages written for it draw their
    own message themselves.

Fix:
    Pass `include_self=False` if the page draws its user's message at once. Or keep the broadcast,
    and let the page draw only what the server sends: then all pages show the same order, and your
    own message appears after a round trip.

Versions:
    Flask-SocketIO 5.7.0 in mode "threading"; the code is the same in all modes.

References:
    https://flask-socketio.readthedocs.io/en/latest/getting_started.html#broadcasting
    https://socket.io/docs/v4/broadcasting-events/
    flask_socketio/__init__.py: SocketIO.emit
"""

from flask import Flask
from flask_socketio import SocketIO, emit

from backends.shared.pitfall import run

app = Flask(__name__)
socketio = SocketIO(app, async_mode="threading")


def broken(port: int) -> None:
    @socketio.on("chat")
    def chat(text: str) -> None:
        emit("chat", text, broadcast=True)

    socketio.run(app, port=port, allow_unsafe_werkzeug=True)


def fixed(port: int) -> None:
    @socketio.on("chat")
    def chat(text: str) -> None:
        emit("chat", text, broadcast=True, include_self=False)

    socketio.run(app, port=port, allow_unsafe_werkzeug=True)


if __name__ == "__main__":
    run(broken, fixed)
