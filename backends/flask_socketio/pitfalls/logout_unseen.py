"""After a logout by HTTP the open connection is still logged in.

Looks like:
    wrong user: session and login
    other websites or strangers get in

Symptom:
    client: has logged out, but the server still handles its events as the user's, and messages to
        the user still arrive
    server: nothing: current_user is still the old user

Cause:
    `logout_user` removes the user from the session, and the response carries the new cookie to the
    browser. An open connection keeps the session of its handshake, copied once by
    `SocketIO._handle_event`, and never gets another cookie. Flask-Login loads the user again for
    each event, but by the id in that copy. Rooms know nothing about users either.

Fix:
    Let each connection join a room of its user, and at logout disconnect all clients in the room.
    This disconnects all tabs and devices of the user; with a room per login, as here, it
    disconnects only those of one browser. `get_participants` knows only the clients of its own
    process: with several processes, tell the others.

    That is not enough: `disconnect()` ends a namespace, and a client that is not a browser can
    connect to it again on the same WebSocket, with the session of the handshake. So keep a list of
    valid logins in the server, and end the login as well: then `current_user` is right in each
    event and in connect. That alone is not enough either, because messages to the user's room would
    still arrive.

Versions:
    Flask-Login 0.6.3, Flask-SocketIO 5.7.0.

References:
    https://github.com/miguelgrinberg/Flask-SocketIO/issues/278
    https://github.com/miguelgrinberg/Flask-SocketIO/issues/1390
    https://flask-socketio.readthedocs.io/en/latest/implementation_notes.html
    flask_socketio/__init__.py: SocketIO._handle_event
"""

import secrets

from flask import Flask
from flask_login import LoginManager, UserMixin, current_user, login_user, logout_user
from flask_socketio import SocketIO, disconnect, join_room

from backends.shared.pitfall import run

app = Flask(__name__)
app.secret_key = secrets.token_hex()
login_manager = LoginManager(app)
socketio = SocketIO(app, async_mode="threading")


class User(UserMixin):  # type: ignore[misc]  # Flask-Login has no types
    def __init__(self, name: str) -> None:
        self.name = name
        self.id = secrets.token_hex()  # identifies this login; the session keeps it


logins: dict[str, User] = {}
login_manager.user_loader(logins.get)


@app.post("/login")
def login() -> str:
    user = User("ada")
    logins[user.id] = user
    login_user(user)
    return "welcome"


@app.get("/whoami")
def whoami() -> str:
    return getattr(current_user, "name", "guest")


@app.post("/remind")
def remind() -> str:
    socketio.emit("reminder", "Bob waits for you", to="user:ada")
    return "reminded"


@socketio.on("connect")
def connect() -> bool:
    if current_user.is_authenticated:
        join_room(f"user:{current_user.name}")
        join_room(f"login:{current_user.id}")
    return bool(current_user.is_authenticated)


@socketio.on("whoami")
def whoami_by_event() -> str:
    return getattr(current_user, "name", "guest")


def broken(port: int) -> None:
    @app.post("/logout")
    def logout() -> str:
        logout_user()
        return "logged out"

    socketio.run(app, port=port, allow_unsafe_werkzeug=True)


def fixed(port: int) -> None:
    @app.post("/logout")
    def logout() -> str:
        login_id = current_user.get_id()  # None for a stranger
        logout_user()
        logins.pop(login_id, None)
        room = f"login:{login_id}"
        for sid, _ in list(socketio.server.manager.get_participants("/", room)):
            disconnect(sid, namespace="/")
        return "logged out"

    socketio.run(app, port=port, allow_unsafe_werkzeug=True)


if __name__ == "__main__":
    run(broken, fixed)
