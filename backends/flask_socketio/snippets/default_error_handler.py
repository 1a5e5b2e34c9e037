"""Handle errors in all namespaces: `@socketio.on_error_default` logs an error and acknowledges.

It gets the errors of all handlers, except in namespaces with their own `on_error`. It does not get
the errors of background tasks.
"""

# /// script
# dependencies = ["flask-socketio", "simple-websocket"]
# ///
import argparse

from flask import Flask, request
from flask_socketio import ConnectionRefusedError as Rejected
from flask_socketio import SocketIO

app = Flask(__name__)
socketio = SocketIO(app, async_mode="threading")
stock = {"tea": 3}


@socketio.on("connect", namespace="/shop")
def connect(auth: dict[str, str]) -> None:
    print("welcome", auth["name"])


@socketio.on("count", namespace="/shop")
def count(article: str) -> dict[str, object]:
    return {"count": stock[article]}


@socketio.on_error_default
def failed(error: Exception) -> dict[str, object]:
    app.logger.error("in a handler", exc_info=error)
    # Returning here would accept a client whose connect handler failed.
    if request.event["message"] == "connect":  # type: ignore[attr-defined]  # Flask-SocketIO's
        raise Rejected("server error")
    return {"error": "server error"}


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=8000)
    socketio.run(app, port=parser.parse_args().port, allow_unsafe_werkzeug=True)
