"""The login: a name in Flask's signed session cookie, which Socket.IO's requests carry too."""

from typing import Any

from flask import Blueprint, request, session

from ..shared.contract import log_in, parse_body, parse_login

blueprint = Blueprint("session", __name__, url_prefix="/api/session")


@blueprint.get("")
def show() -> dict[str, Any]:
    """Answer with the name, null where nobody is logged in."""
    return {"name": session.get("name")}


@blueprint.post("")
def create() -> dict[str, Any]:
    """Log in under a name; there are no passwords here."""
    log_in(session, parse_login(parse_body(request.content_type, request.get_data())))
    return {"name": session["name"]}


@blueprint.delete("")
def delete() -> tuple[str, int]:
    """Log out."""
    session.clear()
    return "", 204
