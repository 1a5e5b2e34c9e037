"""Allow pages of other origins to connect: a list for `cors_allowed_origins`.

Without the list, only pages of the server's own origin may connect. With it, only the listed
origins may, so add your own. Scheme, host and port all count: `localhost` is not `127.0.0.1`. A
client that sends no Origin is not a browser, and may connect.
"""

# /// script
# dependencies = ["flask-socketio", "simple-websocket"]
# ///
import argparse

from flask import Flask
from flask_socketio import SocketIO

app = Flask(__name__)
socketio = SocketIO(
    app,
    async_mode="threading",
    cors_allowed_origins=["https://www.example.com", "http://127.0.0.1:8000"],
)


@socketio.on("greet")
def greet(name: str) -> str:
    return f"Hello, {name}!"


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=8000)
    socketio.run(app, port=parser.parse_args().port, allow_unsafe_werkzeug=True)
