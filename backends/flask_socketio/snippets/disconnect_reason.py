"""Find out why a client disconnected: the disconnect handler gets the reason.

The reasons are in `socketio.reason`: CLIENT_DISCONNECT, SERVER_DISCONNECT, PING_TIMEOUT,
TRANSPORT_CLOSE (a closed tab), TRANSPORT_ERROR.
"""

# /// script
# dependencies = ["flask-socketio", "simple-websocket"]
# ///
import argparse

from flask import Flask
from flask_socketio import SocketIO, disconnect, emit

app = Flask(__name__)
socketio = SocketIO(app, async_mode="threading")


@socketio.on("throw me out")
def throw_out() -> None:
    disconnect()


@socketio.on("disconnect")
def gone(reason: str) -> None:
    if reason == socketio.reason.CLIENT_DISCONNECT:
        emit("news", "a client left", broadcast=True)
    else:
        emit("news", f"a client was lost: {reason}", broadcast=True)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=8000)
    socketio.run(app, port=parser.parse_args().port, allow_unsafe_werkzeug=True)
