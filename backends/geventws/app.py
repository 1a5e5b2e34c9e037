"""The Flask application: pages, JSON routes, and one WebSocket route for each scenario."""

from typing import Any

import gevent
from flask import abort, request
from werkzeug.exceptions import HTTPException
from werkzeug.routing import Map

from ..shared import flask_site
from ..shared.contract import Settings
from ..shared.launcher import Backend
from . import broadcast, chat, echo, push, session

CLOSE_SECONDS = 3
"""How long a stop waits for the clients' side of the closing handshake."""


class App(flask_site.App):
    """A Flask application that OriginHandler can ask."""

    @property
    def socket_routes(self) -> Map:
        """The routes that lead to a WebSocket.

        Werkzeug matches a handshake with the routes that say `websocket=True`, and no others.
        """
        return self.url_map

    def accepts(self, environ: dict[str, Any]) -> bool:
        """Tell whether a handshake is for one of the WebSocket routes, from a page that may."""
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
                connection.over.wait()


CLIENTS = {
    "echo": echo.clients,
    "broadcast": broadcast.clients,
    "chat": chat.clients,
    "push": push.clients,
}
"""The open connections of each scenario."""


def make_app(backend: Backend, settings: Settings) -> App:
    """Return the application, with its ticker running."""
    app = App(__name__, static_folder=None)
    configure(app, backend, settings)
    for blueprint in (
        echo.blueprint,
        broadcast.blueprint,
        chat.blueprint,
        push.blueprint,
        session.blueprint,
    ):
        app.register_blueprint(blueprint)
    return app


def configure(app: App, backend: Backend, settings: Settings) -> None:
    """Give an application its settings and pages, and start its ticker."""
    flask_site.prepare(app, backend, settings, lambda: sum(map(len, CLIENTS.values())))

    @app.before_request
    def refuse_foreign_pages() -> None:
        handshake = request.headers.get("Upgrade", "").lower() == "websocket"
        if handshake and not app.trusts(request.headers.get("Origin"), request.environ):
            abort(403)

    gevent.spawn(push.tick_for_ever, settings.push_interval)
