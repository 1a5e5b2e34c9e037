"""manage_session=False with a cookie session: events forget their changes.

Looks like:
    wrong user: session and login
    messages are lost

Symptom:
    client: an event writes to the session, and the next event of the same connection reads the old
        value
    server: nothing

Cause:
    With `manage_session=False` Flask-SocketIO leaves the session to Flask, which opens it for each
    event from the cookie that came with the handshake. After the event Flask saves the session into
    a response that Flask-SocketIO creates for this purpose and throws away
    (`SocketIO._handle_event`). The new cookie is in that response and never reaches the browser. So
    an option meant to share the session with views freezes it, unless the session is kept on the
    server.

Fix:
    Use `manage_session=False` only with a session on the server, such as Flask-Session's. To keep
    the session in the cookie, leave the option out: then events' changes last as long as the
    connection, but views do not see them.

Versions:
    Flask-SocketIO 5.7.0, Flask 3.1.3, Flask-Session 0.8.0.

References:
    https://flask-socketio.readthedocs.io/en/latest/implementation_notes.html
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


@app.post("/basket")
def take_a_basket() -> str:
    session["basket"] = ["bread"]
    return "bread"


@socketio.on("add")
def add(article: str) -> str:
    session["basket"] = [*session["basket"], article]
    return ", ".join(session["basket"])


def broken(port: int) -> None:
    socketio.init_app(app, manage_session=False)
    socketio.run(app, port=port, allow_unsafe_werkzeug=True)


def fixed(port: int) -> None:
    Session(app)
    socketio.init_app(app, manage_session=False)
    socketio.run(app, port=port, allow_unsafe_werkzeug=True)


if __name__ == "__main__":
    run(broken, fixed)
