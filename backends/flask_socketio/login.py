"""Flask-Login with Socket.IO: who may connect, who may send events, and what a logout does.

This is not part of the contract, which has its own login. Three things differ from HTTP:

- `@login_required` does not work on an event: nothing sends the 401 that it returns, and the client
  waits for its acknowledgement for ever. `members_only` disconnects the client instead.
- The connect handler rejects a client by raising `ConnectionRefusedError`. Its arguments reach the
  browser as the `message` and the `data` of the `connect_error`.
- A socket keeps the session that it connected with. A logout over HTTP does not change it, so the
  logout closes the user's sockets.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from flask import Blueprint, Flask
from flask_login import LoginManager, UserMixin, current_user, login_user, logout_user
from flask_socketio import ConnectionRefusedError as Rejected
from flask_socketio import disconnect

from ..shared.contract import parse_login
from ..shared.flask_site import json_body
from .events import request, socketio

NAMESPACE = "/members"

blueprint = Blueprint("members", __name__, url_prefix="/members")
login_manager = LoginManager()


class User(UserMixin):  # type: ignore[misc]  # Flask-Login has no types
    """A user with an account."""

    def __init__(self, name: str) -> None:
        self.id = name


users: dict[str, User] = {}
"""The accounts. A real application has a database."""

sockets: dict[str, set[str]] = {}
"""The sids of each user's open sockets."""


def init_app(app: Flask) -> None:
    """Add login, logout and the namespace to an application."""
    login_manager.init_app(app)
    app.register_blueprint(blueprint)


@login_manager.user_loader
def load_user(name: str) -> User | None:
    """Return the user of a session, or None if the account no longer exists."""
    return users.get(name)


@blueprint.post("/login")
def log_in() -> dict[str, Any]:
    """Log in. There are no passwords, and an unknown name gets a new account."""
    name = parse_login(json_body())
    login_user(users.setdefault(name, User(name)))
    return {"name": name}


@blueprint.post("/logout")
def log_out() -> tuple[str, int]:
    """Log out, and close the user's sockets."""
    name = current_user.get_id()
    logout_user()
    for sid in list(sockets.get(name, ())):
        disconnect(sid, namespace=NAMESPACE)
    return "", 204


@blueprint.delete("/account")
def delete_account() -> tuple[str, int]:
    """Delete the account. Open sockets stay open until their next event."""
    users.pop(current_user.get_id(), None)
    return "", 204


def members_only(handler: Callable[..., Any]) -> Callable[..., Any]:
    """Run an event's handler for users who are still logged in, and disconnect everyone else."""

    @wraps(handler)
    def handle(*args: object) -> Any:
        if not current_user.is_authenticated:
            disconnect()
            return None
        return handler(*args)

    return handle


@socketio.on("connect", namespace=NAMESPACE)
def connect() -> None:
    """Accept users, and tell everyone else where to log in."""
    if not current_user.is_authenticated:
        raise Rejected("log in first", {"login": "/members/login"})
    sockets.setdefault(current_user.id, set()).add(request.sid)


@socketio.on("disconnect", namespace=NAMESPACE)
def forget(reason: str) -> None:
    """Forget a socket. Its account may not exist any more, so look through all users."""
    for name, sids in list(sockets.items()):
        sids.discard(request.sid)
        if not sids:
            del sockets[name]


@socketio.on("whoami", namespace=NAMESPACE)
@members_only
def whoami() -> dict[str, Any]:
    """Acknowledge with the user's name: `current_user` is the user who opened the socket."""
    return {"name": current_user.id}
