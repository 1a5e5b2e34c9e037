"""Flask-Sockets 0.2.1 on the current Flask. It needs nothing else from this project: copy it.

Each override fixes something that has broken since 2017 or that never worked.
"""

from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any

import flask_sockets
from flask import Blueprint, Flask
from werkzeug.exceptions import NotFound
from werkzeug.routing import Rule


class Sockets(flask_sockets.Sockets):  # type: ignore[misc]  # the library has no types
    """Routes for WebSockets. A handler takes the socket and the route's variables."""

    def init_app(self, app: Flask) -> None:
        """Put the routes before the application's own."""
        app.wsgi_app = SocketMiddleware(app.wsgi_app, app, self)  # type: ignore[method-assign]

    def add_url_rule(
        self, rule: str, _: str | None, f: Callable[..., object], **options: object
    ) -> None:
        """Add a route.

        Since Werkzeug 1.0 a handshake matches only rules with `websocket=True`. Without it the
        library accepts the handshake and then fails with WebsocketMismatch.
        """
        self.url_map.add(Rule(rule, endpoint=with_errors(f), websocket=True))

    def register_blueprint(self, blueprint: Blueprint, **options: Any) -> None:
        """Add a blueprint's routes. The options are those of `Flask.register_blueprint`.

        Since Flask 2 a blueprint needs more from an application than the library offers. So this
        registers it on a real application first, which joins prefix and rule.
        """
        app = Flask(__name__, static_folder=None)
        app.register_blueprint(blueprint, **options)
        for rule in app.url_map.iter_rules():
            self.add_url_rule(rule.rule, None, app.view_functions[rule.endpoint])


class SocketMiddleware(flask_sockets.SocketMiddleware):  # type: ignore[misc]
    """Passes requests that are not handshakes on to the application.

    The library itself answers a plain GET of a socket's URL with 500.
    """

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        """Handle a request."""
        if "wsgi.websocket" not in environ:
            response: Iterable[bytes] = self.wsgi_app(environ, start_response)
        else:
            response = super().__call__(environ, start_response)
        return response


def with_errors(handler: Callable[..., object]) -> Callable[..., object]:
    """Return a handler whose KeyError reaches the log.

    The library treats every KeyError and NotFound as "no such route", even from a handler, and
    hides them without a line in the log.
    """

    @wraps(handler)
    def handle(*args: Any, **values: Any) -> object:
        try:
            return handler(*args, **values)
        except (KeyError, NotFound) as error:
            raise RuntimeError("a WebSocket handler failed") from error

    return handle
