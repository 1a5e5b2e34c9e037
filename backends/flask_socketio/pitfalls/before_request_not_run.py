"""before_request does not run for events, so g.user is missing.

Looks like:
    an error in the server's log
    the client gets nothing
    other websites or strangers get in

Symptom:
    server: AttributeError: user
    client: the event is never acknowledged; the same code works in a view

Cause:
    An event is not a request. `SocketIO._handle_event` makes a request context from the WSGI
    environment of the handshake, so `request`, `session` and `g` exist. But it calls the handler
    directly, not `Flask.full_dispatch_request`, which runs `before_request` and `after_request`.
    Flask's `g` is new and empty for each event. `teardown_request` and `teardown_appcontext` belong
    to the contexts and do run, so they find nothing to tear down. A hook that rejects strangers
    rejects no one here.

Fix:
    Write a function that creates the value at its first use and keeps it in `g`, and call it from
    views and events. For code around every event, write a decorator for handlers. `trigger_event`
    of a `Namespace` is no alternative, because it runs outside of the contexts.

Versions:
    Flask-SocketIO 5.7.0, Flask 3.1.3; all versions.

References:
    https://flask-socketio.readthedocs.io/en/latest/implementation_notes.html
    https://github.com/miguelgrinberg/Flask-SocketIO/issues/265
    https://github.com/miguelgrinberg/Flask-SocketIO/issues/2051
    flask_socketio/__init__.py: SocketIO._handle_event
"""

import secrets

from flask import Flask, g, session
from flask_socketio import SocketIO

from backends.shared.pitfall import run

app = Flask(__name__)
app.secret_key = secrets.token_hex()
socketio = SocketIO(app, async_mode="threading")
USERS = {1: "Ada"}


@app.post("/login")
def login() -> str:
    session["id"] = 1
    return USERS[1]


@app.teardown_request
def forget(error: BaseException | None) -> None:
    print(f"teardown_request: {g.pop('user', 'no user')}")


def broken(port: int) -> None:
    @app.before_request
    def load_user() -> None:
        g.user = USERS.get(session.get("id", 0), "stranger")

    @app.get("/hello")
    def hello() -> str:
        return f"hello {g.user}"

    @socketio.on("hello")
    def hello_by_event() -> str:
        return f"hello {g.user}"

    socketio.run(app, port=port, allow_unsafe_werkzeug=True)


def fixed(port: int) -> None:
    def user() -> str:
        if "user" not in g:
            g.user = USERS.get(session.get("id", 0), "stranger")
        return str(g.user)

    @app.get("/hello")
    def hello() -> str:
        return f"hello {user()}"

    @socketio.on("hello")
    def hello_by_event() -> str:
        return f"hello {user()}"

    socketio.run(app, port=port, allow_unsafe_werkzeug=True)


if __name__ == "__main__":
    run(broken, fixed)
