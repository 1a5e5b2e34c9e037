"""The Flask application: pages, JSON routes, and Socket.IO on top."""

from typing import Any

from engineio.payload import Payload

from ..shared import flask_site
from ..shared.contract import ECHO_BYTES_MAX, Settings
from ..shared.launcher import Backend
from . import broadcast, chat, echo, login, push, session
from .events import people, socketio
from .packet import CheckedPacket
from .send_queue import SendQueues

__all__ = ["broadcast", "chat", "echo", "make_app"]  # imported for the handlers they register

# A client on long polling sends what has gathered in one request, and Engine.IO ends a client that
# sends more than 16 packets at once. Their bytes are bounded by max_http_buffer_size.
Payload.max_decode_packets = 1000


class App(flask_site.App):
    """A Flask application that gevent-websocket's handler can ask."""

    def accepts(self, environ: dict[str, Any]) -> bool:
        """Tell whether a handshake may become a WebSocket: it is Socket.IO's, and of a good page.

        Engine.IO asks the same, but gevent-websocket has answered 101 by then.
        """
        return environ["PATH_INFO"] == "/socket.io/" and self.trusts(
            environ.get("HTTP_ORIGIN"), environ
        )


def make_app(backend: Backend, settings: Settings, async_mode: str) -> tuple[App, SendQueues]:
    """Return the application for one async mode, with its ticker running."""
    app = App(__name__, static_folder=None)
    flask_site.prepare(app, backend, settings, lambda: sum(map(len, people.values())))
    app.register_blueprint(session.blueprint)
    app.register_blueprint(push.blueprint)
    login.init_app(app)
    socketio.init_app(
        app,
        async_mode=async_mode,
        # One event of a client is handled after the other; a thread for each would reorder them.
        async_handlers=False,
        cors_allowed_origins=app.trusts,
        serializer=CheckedPacket,
        # Engine.IO knows one limit for all namespaces: echo's, with room for what Socket.IO adds
        # to a text. The exact limits are packet.py's and echo.py's.
        max_http_buffer_size=2 * ECHO_BYTES_MAX,
        ping_interval=settings.heartbeat,
        # Engine.IO looks around for dead clients once in a timeout, so half a heartbeat here
        # makes two at the most until it has noticed.
        ping_timeout=settings.heartbeat / 2,
    )
    send_queues = SendQueues(socketio, app.wsgi_app)
    app.wsgi_app = send_queues  # type: ignore[method-assign]  # as Flask's docs have it
    socketio.start_background_task(push.tick_for_ever, settings.push_interval)
    return app, send_queues
