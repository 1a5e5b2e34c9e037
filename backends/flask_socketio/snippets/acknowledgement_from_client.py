"""Get an acknowledgement from the browser: `emit(..., callback=...)`.

The handler does not wait. The callback runs when the answer arrives, and its `emit` goes to the
client that answered, as in a handler. It never runs if the client disconnects or does not answer.
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
    return send_file("acknowledgement_from_client.html")


@socketio.on("order")
def order(dish: str) -> None:
    def answered(agreed: bool) -> None:
        emit("ordered" if agreed else "cancelled", dish)

    emit("confirm", f"Really {dish}?", callback=answered)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=8000)
    socketio.run(app, port=parser.parse_args().port, allow_unsafe_werkzeug=True)
