"""The HTTP side of every Flask backend: pages, login, headers, errors and trusted origins."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, Flask, Response, request, send_from_directory, session

from . import http
from .contract import (
    HTTP_BODY_BYTES_MAX,
    ContractError,
    log_in,
    origin_allowed,
    parse_login,
)
from .launcher import FRONTEND, Settings, describe
from .manifest import Manifest


class App(Flask):
    """A Flask application that knows which pages may open a WebSocket."""

    def trusts(self, origin: str | None, environ: dict[str, Any]) -> bool:
        """Return whether the page that sent a request is from this server or a listed origin."""
        return origin_allowed(origin, environ.get("HTTP_HOST"), self.config["ALLOWED_ORIGINS"])


def prepare(
    app: App, backend: Manifest, settings: Settings, count_connections: Callable[[], int]
) -> None:
    """Add the settings, the front end, the login and error handlers to an application."""
    app.config.update(
        SECRET_KEY=settings.secret_key,
        # Cookies ignore ports, so two backends on the same host need different names.
        SESSION_COOKIE_NAME=f"{backend.name}_session",
        SESSION_COOKIE_SAMESITE="Lax",
        MAX_CONTENT_LENGTH=HTTP_BODY_BYTES_MAX,
        ALLOWED_ORIGINS=settings.allowed_origins,
        HEARTBEAT=settings.heartbeat,
        PUSH_INTERVAL=settings.push_interval,
    )
    app.register_blueprint(login)
    about = describe(backend, settings.server)

    @app.get("/")
    def index() -> Response:
        return send_from_directory(FRONTEND, "index.html")

    @app.get("/static/<path:path>")
    def static(path: str) -> Response:
        return send_from_directory(FRONTEND, path)

    @app.get("/healthz")
    def health() -> dict[str, Any]:
        return {"status": "ok", "connections": count_connections()}

    @app.get("/api/backend")
    def show_backend() -> dict[str, Any]:
        return about

    @app.after_request
    def add_security_headers(response: Response) -> Response:
        response.headers.update(http.SECURITY_HEADERS)
        return response

    @app.errorhandler(ContractError)
    def reject(error: ContractError) -> tuple[dict[str, Any], int]:
        return {"error": error.to_data()}, http.status_of(error)

    @app.errorhandler(413)
    def reject_large_body(_: Exception) -> tuple[dict[str, Any], int]:
        return reject(http.body_too_large())


def json_body() -> object:
    """Return the JSON object in the request's body, or raise `ContractError`."""
    return http.parse_body(request.content_type, request.get_data())


# A name in Flask's signed session cookie. Browsers send it with handshakes too, so a WebSocket's
# handler knows who logged in before the connection was opened.
login = Blueprint("session", __name__, url_prefix="/api/session")


@login.get("")
def show_session() -> dict[str, Any]:
    """Return the name of the user, or null for a guest."""
    return {"name": session.get("name")}


@login.post("")
def create_session() -> dict[str, Any]:
    """Log in with a name. There are no passwords here."""
    log_in(session, parse_login(json_body()))
    return {"name": session["name"]}


@login.delete("")
def delete_session() -> tuple[str, int]:
    """Log out."""
    session.clear()
    return "", 204
