"""Flask-Sockets 0.2.1 on today's Flask. Needs nothing else of this project: copy it.

Each override answers one thing that has broken since 2017, or never worked.
"""

from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any

import flask_sockets
from flask import Blueprint, Flask
from werkzeug.exceptions import NotFound
from werkzeug.routing import Rule


class Sockets(flask_sockets.Sockets):  # type: ignore[misc]  # the library has no types
    """Routes for WebSockets; a handler takes the socket, then the route's variables."""

    def init_app(self, app: Flask) -> None:
        """Put the routes in front of an application's own."""
        app.wsgi_app = SocketMiddleware(app.wsgi_app, app, self)  # type: ignore[method-assign]

    def add_url_rule(
        self, rule: str, _: str | None, f: Callable[..., object], **options: object
    ) -> None:
        """Add a route.

        Since Werkzeug 1.0 a handshake matches no rule that does not say `websocket=True`:
        unmodified, the library accepts the handshake and then fails with WebsocketMismatch.
        """
        self.url_map.add(Rule(rule, endpoint=own_up(f), websocket=True))

    def register_blueprint(self, blueprint: Blueprint, **options: Any) -> None:
        """Add a blueprint's routes; options are those of `Flask.register_blueprint`.

        Flask 2 has changed what a blueprint asks of an application, so a real one is lent to it,
        which joins prefix and rule.
        """
        lent = Flask(__name__, static_folder=None)
        lent.register_blueprint(blueprint, **options)
        for rule in lent.url_map.iter_rules():
            self.add_url_rule(rule.rule, None, lent.view_functions[rule.endpoint])


class SocketMiddleware(flask_sockets.SocketMiddleware):  # type: ignore[misc]
    """Leaves requests that are no WebSockets to the application.

    Unmodified, the library answers a plain GET of a socket's URL with 500.
    """

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        """Handle a request."""
        if "wsgi.websocket" not in environ:
            response: Iterable[bytes] = self.wsgi_app(environ, start_response)
        else:
            response = super().__call__(environ, start_response)
        return response


def own_up(handler: Callable[..., object]) -> Callable[..., object]:
    """Let a handler's own KeyError be seen.

    The library takes KeyError and NotFound, wherever they come from, for "no such route", and
    swallows them without a line in the log.
    """

    @wraps(handler)
    def handle(*args: Any, **values: Any) -> object:
        try:
            return handler(*args, **values)
        except (KeyError, NotFound) as error:
            raise RuntimeError("a WebSocket handler failed") from error

    return handle
