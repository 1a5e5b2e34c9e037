"""Share the session between views and events, both ways: Flask-Session and `manage_session=False`.

The session stays on the server, and a view and an event each load it anew. A view must have put
something into it before the page connects: the cookie with its id goes out with an HTTP response.
The whole session is saved after an event: of two writers at once the last one wins.
"""

# /// script
# dependencies = ["cachelib", "flask-session", "flask-socketio", "simple-websocket"]
# ///
import argparse
import tempfile

from cachelib import FileSystemCache
from flask import Flask, session
from flask_session import Session
from flask_socketio import SocketIO

folder = tempfile.TemporaryDirectory()  # a folder of your own outlives a restart
app = Flask(__name__)
app.config["SESSION_TYPE"] = "cachelib"
app.config["SESSION_CACHELIB"] = FileSystemCache(folder.name)
Session(app)
socketio = SocketIO(app, async_mode="threading", manage_session=False)


def add(article: str) -> list[str]:
    session["basket"] = [*session.get("basket", []), article]
    return list(session["basket"])


@app.post("/basket/<article>")
def add_by_http(article: str) -> list[str]:
    return add(article)


@socketio.on("add")
def add_by_event(article: str) -> list[str]:
    return add(article)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=8000)
    socketio.run(app, port=parser.parse_args().port, allow_unsafe_werkzeug=True)
