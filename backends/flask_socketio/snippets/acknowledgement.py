"""Acknowledge an event: the browser's callback gets what the handler returns.

A tuple becomes several arguments, a list stays one argument, and None becomes no argument.
"""

# /// script
# dependencies = ["flask-socketio", "simple-websocket"]
# ///
import argparse

from flask import Flask, Response, send_file
from flask_socketio import SocketIO

app = Flask(__name__)
socketio = SocketIO(app, async_mode="threading")


@app.get("/")
def page() -> Response:
    return send_file("acknowledgement.html")


@socketio.on("divide")
def divide(dividend: int, divisor: int) -> tuple[int, int]:
    return divmod(dividend, divisor)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=8000)
    socketio.run(app, port=parser.parse_args().port, allow_unsafe_werkzeug=True)
