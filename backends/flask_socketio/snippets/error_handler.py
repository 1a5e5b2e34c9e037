"""Handle the errors of one namespace's events: `@socketio.on_error` answers instead of the handler.

Its return value acknowledges the event. Without it, an event whose handler raises is never
acknowledged. It also gets the errors of the connect handler: returning there accepts the client.
"""

# /// script
# dependencies = ["flask-socketio", "simple-websocket"]
# ///
import argparse

from flask import Flask
from flask_socketio import SocketIO

app = Flask(__name__)
socketio = SocketIO(app, async_mode="threading")


@socketio.on("divide", namespace="/math")
def divide(dividend: float, divisor: float) -> dict[str, object]:
    return {"quotient": dividend / divisor}


@socketio.on_error("/math")
def failed(error: Exception) -> dict[str, object]:
    if isinstance(error, ArithmeticError):
        return {"error": str(error)}
    raise error  # a bug, which Flask-SocketIO logs


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=8000)
    socketio.run(app, port=parser.parse_args().port, allow_unsafe_werkzeug=True)
