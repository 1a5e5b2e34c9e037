"""Let only users connect who are logged in: Flask-Login's `current_user` in the connect handler.

The browser sends the session cookie when it connects. Log in first: an event cannot set a cookie.
A later logout does not close connections that are open; disconnect them yourself.
"""

# /// script
# dependencies = ["flask-login", "flask-socketio", "simple-websocket"]
# ///
import argparse
import secrets

from flask import Flask, request
from flask_login import LoginManager, UserMixin, current_user, login_user
from flask_socketio import ConnectionRefusedError as Rejected
from flask_socketio import SocketIO

app = Flask(__name__)
app.secret_key = secrets.token_hex()
login_manager = LoginManager(app)
socketio = SocketIO(app, async_mode="threading")

PASSWORDS = {"ada": "engine"}  # a real application stores hashes in a database


class User(UserMixin):  # type: ignore[misc]  # Flask-Login has no types
    def __init__(self, name: str) -> None:
        self.id = name


@login_manager.user_loader
def load_user(name: str) -> User | None:
    return User(name) if name in PASSWORDS else None


@app.post("/login")
def login() -> tuple[str, int]:
    name = request.form["name"]
    if PASSWORDS.get(name) != request.form["password"]:
        return "wrong name or password", 403
    login_user(User(name))
    return f"hello {name}", 200


@socketio.on("connect")
def connect() -> None:
    if not current_user.is_authenticated:
        raise Rejected("log in first")


@socketio.on("whoami")
def whoami() -> str:
    return str(current_user.id)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=8000)
    socketio.run(app, port=parser.parse_args().port, allow_unsafe_werkzeug=True)
