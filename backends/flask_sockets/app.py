"""The Flask application and its sockets: each scenario is a blueprint."""

from werkzeug.routing import Map

from ..geventws.app import App, configure
from ..shared.launcher import Settings
from ..shared.manifest import Manifest
from . import broadcast, chat, echo, push
from .sockets import Sockets

sockets = Sockets()


class SocketsApp(App):
    """The gevent-websocket backend's application, with the routes in Flask-Sockets' map."""

    @property
    def socket_routes(self) -> Map:
        """The routes to WebSockets."""
        routes: Map = sockets.url_map
        return routes


def make_app(backend: Manifest, settings: Settings) -> SocketsApp:
    """Return the application, with its ticker running."""
    app = SocketsApp(__name__, static_folder=None)
    configure(app, backend, settings)
    app.register_blueprint(push.http, url_prefix="/api")
    for scenario in (echo, broadcast, chat, push):
        sockets.register_blueprint(scenario.blueprint, url_prefix="/ws")
    sockets.init_app(app)
    return app
