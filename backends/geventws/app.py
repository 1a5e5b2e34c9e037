"""The Flask application: pages, JSON routes, and a WebSocket route for each scenario."""

from typing import Any

import gevent
from flask import abort, request
from werkzeug.exceptions import HTTPException
from werkzeug.routing import Map

from ..shared import flask_site
from ..shared.launcher import Settings
from ..shared.manifest import Manifest
from . import broadcast, chat, echo, push

CLOSE_SECONDS = 3
"""How long a stop waits for the clients to complete the closing handshake."""


class App(flask_site.App):
    """A Flask application that tells OriginHandler which handshakes to accept."""

    @property
    def socket_routes(self) -> Map:
        """The routes to WebSockets.

        Werkzeug matches a handshake only with the routes that have `websocket=True`.
        """
        return self.url_map

    def accepts(self, environ: dict[str, Any]) -> bool:
        """Return whether a handshake is for a WebSocket route and from a trusted page."""
        try:
            self.socket_routes.bind_to_environ(environ).match()
        except HTTPException:
            return False
        return self.trusts(environ.get("HTTP_ORIGIN"), environ)

    def close_connections(self) -> None:
        """Close every WebSocket with 1001 (going away) and wait until the clients have answered."""
        connections = [client for clients in CLIENTS.values() for client in clients]
        for connection in connections:
            connection.close(1001, "server stops")
        with gevent.Timeout(CLOSE_SECONDS, False):
            for connection in connections:
                connection.ended.wait()


CLIENTS = {
    "echo": echo.clients,
    "broadcast": broadcast.clients,
    "chat": chat.clients,
    "push": push.clients,
}
"""The open connections of each scenario."""


def make_app(backend: Manifest, settings: Settings) -> App:
    """Return the application, with its ticker running."""
    app = App(__name__, static_folder=None)
    configure(app, backend, settings)
    for scenario in (echo, broadcast, chat, push):
        app.register_blueprint(scenario.blueprint)
    return app


def configure(app: App, backend: Manifest, settings: Settings) -> None:
    """Add settings and pages to an application, and start its ticker."""
    flask_site.prepare(app, backend, settings, lambda: sum(map(len, CLIENTS.values())))

    @app.before_request
    def reject_foreign_pages() -> None:
        handshake = request.headers.get("Upgrade", "").lower() == "websocket"
        if handshake and not app.trusts(request.headers.get("Origin"), request.environ):
            abort(403)

    gevent.spawn(push.tick_for_ever, settings.push_interval)
