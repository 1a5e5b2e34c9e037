"""before_request is not run for events: what it prepares is not there.

Looks like:
    an error in the server's log
    the client gets nothing
    open to strangers

Symptom:
    server: AttributeError: user
    client: the event is never acknowledged; the same code works in a view

Cause:
    An event is no request. `SocketIO._handle_event` makes a request context of the handshake's
    WSGI environment, so `request`, `session` and `g` are there. It calls the handler and not
    `Flask.full_dispatch_request`, which is what runs `before_request` and `after_request`. Flask's
    `g` is new for each event, and empty. `teardown_request` and `teardown_appcontext` belong to the
    contexts and are run, so they find nothing to tear down. A hook that refuses strangers refuses
    nobody here.

Fix:
    Have a function make what is needed at its first use, and keep it in `g`: views and events call
    it, and it does not matter who came before. For something to do around every event, write a
    decorator for handlers. `trigger_event` of a `Namespace` is no place for it, as it is outside of
    the contexts.

Versions:
    Flask-SocketIO 5.7.0, Flask 3.1.3; every version has it.

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
