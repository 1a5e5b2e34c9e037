"""Require a login for single events: a decorator that disconnects guests, with Flask-Login.

`@login_required` is for views: in a handler, its 401 reaches no client, and the event is never
acknowledged.
"""

# /// script
# dependencies = ["flask-login", "flask-socketio", "simple-websocket"]
# ///
import argparse
import secrets
from collections.abc import Callable
from functools import wraps
from typing import Any

from flask import Flask
from flask_login import LoginManager, UserMixin, current_user, login_user
from flask_socketio import SocketIO, disconnect

app = Flask(__name__)
app.secret_key = secrets.token_hex()
login_manager = LoginManager(app)
socketio = SocketIO(app, async_mode="threading")


class User(UserMixin):  # type: ignore[misc]  # Flask-Login has no types
    id = "ada"


login_manager.user_loader(lambda name: User() if name == User.id else None)


@app.post("/login")
def login() -> str:
    login_user(User())  # a real application asks for a password
    return "hello"


def login_required_event(handler: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(handler)
    def handle(*args: Any) -> Any:
        if current_user.is_authenticated:
            return handler(*args)
        return disconnect()

    return handle


@socketio.on("touch")
@login_required_event
def touch(thing: str) -> str:
    return f"{current_user.id} touches {thing}"


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=8000)
    socketio.run(app, port=parser.parse_args().port, allow_unsafe_werkzeug=True)
