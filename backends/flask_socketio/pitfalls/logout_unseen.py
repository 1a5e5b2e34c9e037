"""After a log-out by HTTP the open connection is still logged in.

Looks like:
    who is it? session and login
    open to strangers

Symptom:
    client: has logged out, and its events are still served as the user's; what is sent to the user
        still arrives
    server: nothing: current_user is the old one

Cause:
    `logout_user` takes the user out of the session, and the response takes the new cookie to the
    browser. A connection that is open has the session of its handshake, copied once by
    `SocketIO._handle_event`, and no cookie ever comes to it again. Flask-Login loads the user for
    each event anew, but by the id in that copy. Rooms know nothing of users either.

Cure:
    Have each connection join a room of its user, and disconnect all who are in it at log-out. That
    is all tabs and devices of the user; a room per log-in, with a random name in the session, is
    one browser's. `get_participants` knows those of its own process: with several, tell the others.

    With a session on the server and `manage_session=False`, `current_user` is right at each event,
    but what the server sends to the user's room still arrives.

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

from backends.pitfall import run

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


@app.get("/whoami")
def whoami() -> str:
    return current_user.get_id() or "nobody"


@socketio.on("connect")
def connect() -> bool:
    if current_user.is_authenticated:
        join_room(f"user:{current_user.id}")
    return bool(current_user.is_authenticated)


@socketio.on("whoami")
def whoami_by_event() -> str:
    return current_user.get_id() or "nobody"


def broken(port: int) -> None:
    @app.post("/logout")
    def logout() -> str:
        logout_user()
        return "goodbye"

    socketio.run(app, port=port, allow_unsafe_werkzeug=True)


def fixed(port: int) -> None:
    @app.post("/logout")
    def logout() -> str:
        room = f"user:{current_user.get_id()}"
        logout_user()
        for sid, _ in list(socketio.server.manager.get_participants("/", room)):
            disconnect(sid, namespace="/")
        return "goodbye"

    socketio.run(app, port=port, allow_unsafe_werkzeug=True)


if __name__ == "__main__":
    run(broken, fixed)
