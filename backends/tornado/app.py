"""The Tornado application: pages, JSON routes, and a WebSocket route for each scenario."""

import asyncio
from typing import Any

from tornado.ioloop import PeriodicCallback
from tornado.web import Application, RequestHandler, StaticFileHandler

from ..shared.http import SECURITY_HEADERS
from ..shared.launcher import FRONTEND, Settings, describe
from ..shared.manifest import Manifest
from .broadcast import BroadcastSocket
from .chat import ChatSocket
from .echo import EchoSocket
from .push import Announcements, PushSocket, Ticker
from .session import SessionHandler

CLOSE_SECONDS = 3
"""How long a stop waits for the clients to complete the closing handshake."""


class App(Application):
    """The application, with a set of open connections for each scenario."""

    def __init__(self, backend: Manifest, settings: Settings) -> None:
        self.clients: dict[str, set[Any]] = {
            "echo": set(),
            "broadcast": set(),
            "chat": set(),
            "push": set(),
        }
        self.ticker = PeriodicCallback(Ticker(self.clients["push"]), settings.push_interval * 1000)
        super().__init__(
            [
                (r"/()", Frontend, {"path": FRONTEND, "default_filename": "index.html"}),
                (r"/static/(.*)", Frontend, {"path": FRONTEND}),
                (r"/healthz", Health),
                (r"/api/backend", About, {"about": describe(backend, settings.server)}),
                (r"/api/session", SessionHandler),
                (r"/api/announcements", Announcements, {"clients": self.clients["push"]}),
                (r"/ws/echo", EchoSocket, {"clients": self.clients["echo"]}),
                (r"/ws/broadcast", BroadcastSocket, {"clients": self.clients["broadcast"]}),
                (r"/ws/chat", ChatSocket, {"clients": self.clients["chat"]}),
                (r"/ws/push", PushSocket, {"clients": self.clients["push"]}),
            ],
            cookie_secret=settings.secret_key,
            # Tornado checks the origin of every WebSocket handshake, POST and DELETE.
            trusted_origins=settings.allowed_origins,
            cross_origin_protection=True,
            # The pong timeout is in connection.py: Tornado's own starts a closing handshake, and
            # waits another five seconds for a vanished client to answer.
            websocket_ping_interval=settings.heartbeat,
            websocket_ping_timeout=0,
            push_interval=settings.push_interval,
        )

    async def close_connections(self) -> None:
        """Close every WebSocket with 1001 (going away) and wait until the clients have answered."""
        self.ticker.stop()
        connections = [client for clients in self.clients.values() for client in clients]
        for connection in connections:
            connection.close(1001, "server stops")
        if connections:
            await asyncio.wait(
                [asyncio.ensure_future(connection.ended.wait()) for connection in connections],
                timeout=CLOSE_SECONDS,
            )


def make_app(backend: Manifest, settings: Settings) -> App:
    """Return the application, with its ticker running. Call this in the event loop."""
    app = App(backend, settings)
    app.ticker.start()
    return app


class Frontend(StaticFileHandler):
    """The front end's files."""

    def set_extra_headers(self, path: str) -> None:
        """Add the security headers."""
        for name, value in SECURITY_HEADERS.items():
            self.set_header(name, value)


class Health(RequestHandler):
    """/healthz: whether the server is up, and how many WebSockets are open."""

    application: App

    def get(self) -> None:
        """Return the number of open scenario connections."""
        connections = sum(len(clients) for clients in self.application.clients.values())
        self.write({"status": "ok", "connections": connections})


class About(RequestHandler):
    """/api/backend: which backend this is."""

    def initialize(self, about: dict[str, Any]) -> None:
        """Keep the launcher's description."""
        self.about = about

    def get(self) -> None:
        """Return name, protocol and versions."""
        self.write(self.about)
