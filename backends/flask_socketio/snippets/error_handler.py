"""Handle the errors of one namespace's events: `@socketio.on_error` answers instead of a handler.

What it returns acknowledges the event. Without it a handler that raises is never acknowledged.
It gets the errors of the connect handler too: there, to return is to let the client in.
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
    raise error  # a bug: it belongs in the log


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=8000)
    socketio.run(app, port=parser.parse_args().port, allow_unsafe_werkzeug=True)
