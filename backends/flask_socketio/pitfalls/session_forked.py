"""Events and views have separate sessions and do not see each other's changes.

Looks like:
    wrong user: session and login
    messages are lost

Symptom:
    client: an event has changed the session, and views still have the old value; an event does not
        see what a view has written since the client connected
    server: nothing

Cause:
    Flask keeps its session in a cookie, which only an HTTP response can set, and an event has no
    response. So at a client's first event Flask-SocketIO (`SocketIO._handle_event`) copies the
    session from the cookie of the handshake. It keeps the copy in the WSGI environment of the
    connection as `saved_session`, and uses it for all later events of the same connection. The copy
    is never written back, and no event ever gets a newer cookie.

Fix:
    Keep the session on the server, with Flask-Session, and set `manage_session=False`: then each
    event loads and saves the session, as a view does. A view has to put something into the session
    before the client connects, because only a response can set the cookie with the session's id.
    The session is saved as a whole: if an event and a view change it at the same time, the last one
    wins. Or treat the session as read-only in events, and let the page send an HTTP request to
    change it.

Versions:
    Flask-SocketIO 5.7.0, Flask 3.1.3, Flask-Session 0.8.0; all versions.

References:
    https://flask-socketio.readthedocs.io/en/latest/implementation_notes.html
    https://github.com/miguelgrinberg/Flask-SocketIO/issues/30
    https://github.com/miguelgrinberg/Flask-SocketIO/issues/956
    flask_socketio/__init__.py: SocketIO._handle_event
"""

import secrets

from cachelib import SimpleCache
from flask import Flask, session
from flask_session import Session
from flask_socketio import SocketIO

from backends.shared.pitfall import run

app = Flask(__name__)
app.secret_key = secrets.token_hex()
app.config["SESSION_TYPE"] = "cachelib"
# Keeps 500 sessions until the process ends. In production use Redis or files.
app.config["SESSION_CACHELIB"] = SimpleCache()
socketio = SocketIO(async_mode="threading")


@app.post("/name/<name>")
def rename_by_http(name: str) -> str:
    session["name"] = name
    return name


@app.get("/name")
def name_by_http() -> str:
    return str(session["name"])


@socketio.on("rename")
def rename_by_event(name: str) -> str:
    session["name"] = name
    return name


@socketio.on("name")
def name_by_event() -> str:
    return str(session["name"])


def broken(port: int) -> None:
    socketio.init_app(app)
    socketio.run(app, port=port, allow_unsafe_werkzeug=True)


def fixed(port: int) -> None:
    Session(app)
    socketio.init_app(app, manage_session=False)
    socketio.run(app, port=port, allow_unsafe_werkzeug=True)


if __name__ == "__main__":
    run(broken, fixed)
