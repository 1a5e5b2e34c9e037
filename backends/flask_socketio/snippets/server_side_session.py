"""Share the session between views and events: Flask-Session and `manage_session=False`.

The session stays on the server, and each view and each event loads it again. A view must write to
it before the page connects, because only an HTTP response can set the cookie with the session's id.
The whole session is saved after an event: if two write at the same time, the last one wins.
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

folder = tempfile.TemporaryDirectory()  # use a permanent folder to survive a restart
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
