"""The HTTP side that Flask backends share: settings, pages, errors, and who may open a socket."""

from collections.abc import Callable
from typing import Any

from flask import Flask, Response, send_from_directory

from .contract import (
    HTTP_BODY_BYTES_MAX,
    SECURITY_HEADERS,
    ContractError,
    Settings,
    body_too_large,
    origin_allowed,
)
from .launcher import FRONTEND, Backend


class App(Flask):
    """A Flask application that knows which pages may open a WebSocket."""

    def trusts(self, origin: str | None, environ: dict[str, Any]) -> bool:
        """Tell whether the page behind a request is this server's own, or listed."""
        return origin_allowed(origin, environ.get("HTTP_HOST"), self.config["ALLOWED_ORIGINS"])


def prepare(
    app: App, backend: Backend, settings: Settings, count_connections: Callable[[], int]
) -> None:
    """Give an application its settings, the front end, and what all answers have in common."""
    app.config.update(
        SECRET_KEY=settings.secret_key,
        # Cookies know no ports: two backends on one host need two names.
        SESSION_COOKIE_NAME=f"{backend.name}_session",
        SESSION_COOKIE_SAMESITE="Lax",
        MAX_CONTENT_LENGTH=HTTP_BODY_BYTES_MAX,
        ALLOWED_ORIGINS=settings.allowed_origins,
        HEARTBEAT=settings.heartbeat,
        PUSH_INTERVAL=settings.push_interval,
    )
    about = backend.describe(settings.server)

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
    def describe() -> dict[str, Any]:
        return about

    @app.after_request
    def keep_to_ourselves(response: Response) -> Response:
        response.headers.update(SECURITY_HEADERS)
        return response

    @app.errorhandler(ContractError)
    def answer_bad_input(error: ContractError) -> tuple[dict[str, Any], int]:
        return {"error": error.to_data()}, error.status

    @app.errorhandler(413)
    def answer_too_large(_: Exception) -> tuple[dict[str, Any], int]:
        return answer_bad_input(body_too_large())
