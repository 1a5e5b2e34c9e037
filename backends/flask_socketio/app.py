"""The Flask application: pages, JSON routes, and Socket.IO on top."""

from typing import Any

from engineio.payload import Payload

from ..shared import flask_site
from ..shared.contract import ECHO_BYTES_MAX
from ..shared.launcher import Settings
from ..shared.manifest import Manifest
from . import broadcast, chat, departures, echo, incoming, login, push
from .events import LockedManager, people, socketio
from .packet import CheckedPacket
from .send_queue import SendQueues

__all__ = ["broadcast", "chat", "echo", "make_app"]  # imported for the handlers they register

# A client on long polling sends all waiting packets in one request, and Engine.IO disconnects a
# client that sends more than 16. max_http_buffer_size still limits their bytes.
Payload.max_decode_packets = 1000


class App(flask_site.App):
    """A Flask application that tells gevent-websocket's handler which handshakes to accept."""

    def accepts(self, environ: dict[str, Any]) -> bool:
        """Tell whether a handshake may become a WebSocket: Socket.IO's, from an allowed origin.

        Engine.IO checks both too, but by then gevent-websocket has answered 101.
        """
        return environ["PATH_INFO"] == "/socket.io/" and self.trusts(
            environ.get("HTTP_ORIGIN"), environ
        )


def make_app(backend: Manifest, settings: Settings, async_mode: str) -> tuple[App, SendQueues]:
    """Return the application for one async mode, with its ticker running."""
    app = App(__name__, static_folder=None)
    flask_site.prepare(app, backend, settings, lambda: sum(map(len, people.values())))
    app.register_blueprint(push.blueprint)
    login.init_app(app)
    socketio.init_app(
        app,
        async_mode=async_mode,
        # Handle each client's events in order: in a thread each, they could overtake each other.
        async_handlers=False,
        client_manager=LockedManager(),
        cors_allowed_origins=app.trusts,
        serializer=CheckedPacket,
        # Engine.IO has one limit for all namespaces. It must fit echo's messages, plus what
        # Socket.IO adds to a text. packet.py and echo.py check the exact limits.
        max_http_buffer_size=2 * ECHO_BYTES_MAX,
        ping_interval=settings.heartbeat,
        # Engine.IO looks for dead clients once per timeout. With half a heartbeat it finds one
        # after at most two heartbeats.
        ping_timeout=settings.heartbeat / 2,
    )
    departures.tolerate(socketio.server.eio)
    incoming.answer_errors()
    late_requests = departures.LateRequests(socketio.server.eio, app.wsgi_app)
    send_queues = SendQueues(socketio, late_requests)
    app.wsgi_app = send_queues  # type: ignore[method-assign]  # as in Flask's docs
    socketio.start_background_task(push.tick_forever, settings.push_interval)
    return app, send_queues
