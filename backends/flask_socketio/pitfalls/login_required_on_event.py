"""login_required on an event: the client waits forever for an answer.

Looks like:
    the client gets nothing
    an error in the server's log
    wrong user: session and login

Symptom:
    server: werkzeug.exceptions.Unauthorized: 401 Unauthorized: The server could not verify that you
        are authorized to access the URL requested.
    client: no acknowledgement, no error and no disconnect

Cause:
    `login_required` is made for views. `LoginManager.unauthorized` calls `abort(401)`. In a view,
    Flask turns this exception into a response; for an event, no code does. It ends the event's
    thread in `Server._handle_event_internal`, before the acknowledgement is sent. The body of the
    handler does not run, so strangers get no access.

    With `login_view` set, nothing raises: the handler returns a redirect. If the client has asked
    for an acknowledgement, the redirect becomes the acknowledgement, and the thread ends with
    `TypeError: Object of type Response is not JSON serializable`. If not, the event is lost without
    an error.

Fix:
    Write a decorator for events, which answers with an error or calls `disconnect()`. If the whole
    namespace is for logged-in users, reject strangers in `connect`; then no event needs the
    decorator.

Versions:
    Flask-Login 0.6.3, Flask-SocketIO 5.7.0.

References:
    https://flask-socketio.readthedocs.io/en/latest/implementation_notes.html
    https://github.com/miguelgrinberg/Flask-SocketIO/issues/78
    https://github.com/miguelgrinberg/Flask-HTTPAuth/issues/105
    flask_login/login_manager.py: LoginManager.unauthorized
"""

import secrets
from collections.abc import Callable
from functools import wraps
from typing import Any

from flask import Flask
from flask_login import LoginManager, UserMixin, current_user, login_required, login_user
from flask_socketio import SocketIO

from backends.shared.pitfall import run

app = Flask(__name__)
app.secret_key = secrets.token_hex()
login_manager = LoginManager(app)
socketio = SocketIO(app, async_mode="threading")


class User(UserMixin):  # type: ignore[misc]  # Flask-Login has no types
    id = "ada"


login_manager.user_loader(lambda name: User() if name == User.id else None)


@app.post("/login")
def login() -> str:
    login_user(User())
    return "welcome"


def broken(port: int) -> None:
    @socketio.on("touch")
    @login_required
    def touch(thing: str) -> str:
        return f"{current_user.id} touches {thing}"

    socketio.run(app, port=port, allow_unsafe_werkzeug=True)


def fixed(port: int) -> None:
    def login_required_event(handler: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(handler)
        def handle(*args: Any) -> Any:
            if current_user.is_authenticated:
                return handler(*args)
            return {"error": "log in first"}

        return handle

    @socketio.on("touch")
    @login_required_event
    def touch(thing: str) -> str:
        return f"{current_user.id} touches {thing}"

    socketio.run(app, port=port, allow_unsafe_werkzeug=True)


if __name__ == "__main__":
    run(broken, fixed)
