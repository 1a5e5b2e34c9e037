"""Flask-Session alone does not share the session between views and events.

Looks like:
    wrong user: session and login
    messages are lost

Symptom:
    client: the session is on the server, but an event does not see what a view has written since
        the client connected; views do not see what an event has written
    server: nothing

Cause:
    `manage_session` is true by default, and applies to every kind of session. At a client's first
    event, which is `connect` if it has a handler, `SocketIO._handle_event` copies Flask's session
    into a `_ManagedSession`, a dictionary that lasts as long as the connection. Later events get
    this dictionary, and it is never saved.

Fix:
    Use `SocketIO(app, manage_session=False)` together with Flask-Session. Then each event loads the
    session, and saves it if it has changed, which costs a round trip to the session store.

Versions:
    Flask-SocketIO 5.7.0, Flask 3.1.3, Flask-Session 0.8.0.

References:
    https://flask-socketio.readthedocs.io/en/latest/implementation_notes.html
    https://github.com/miguelgrinberg/Flask-SocketIO/issues/956
    flask_socketio/__init__.py: SocketIO._handle_event
"""

from cachelib import SimpleCache
from flask import Flask, session
from flask_session import Session
from flask_socketio import SocketIO

from backends.shared.pitfall import run

app = Flask(__name__)
app.config["SESSION_TYPE"] = "cachelib"
# Keeps 500 sessions until the process ends. In production use Redis or files.
app.config["SESSION_CACHELIB"] = SimpleCache()
Session(app)
socketio = SocketIO(async_mode="threading")


@app.post("/language/<language>")
def choose(language: str) -> str:
    before = session.get("language", "none")
    session["language"] = language
    return f"{language}, before: {before}"


@socketio.on("connect")
def connect() -> None:
    print(f"a client connects, its language is {session.get('language', 'none')}")


@socketio.on("choose")
def choose_by_event(language: str) -> str:
    before = session.get("language", "none")
    session["language"] = language
    return f"{language}, before: {before}"


def broken(port: int) -> None:
    socketio.init_app(app)
    socketio.run(app, port=port, allow_unsafe_werkzeug=True)


def fixed(port: int) -> None:
    socketio.init_app(app, manage_session=False)
    socketio.run(app, port=port, allow_unsafe_werkzeug=True)


if __name__ == "__main__":
    run(broken, fixed)
