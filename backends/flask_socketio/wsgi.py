"""The application that gunicorn's worker loads: `backends.flask_socketio.wsgi:app`."""

from pathlib import Path

from ..shared import gunicorn, launcher
from .app import make_app
from .events import socketio

ASYNC_MODES = {
    "gunicorn-gthread": "threading",
    "gunicorn-gevent-websocket": "gevent",
    "gunicorn-gevent": "gevent",
    "gunicorn-eventlet": "eventlet",
}
"""Each worker class needs its own async mode. With the wrong one, clients get no answers."""

backend, settings = gunicorn.read_settings(Path(__file__).parent)
app, send_queues = make_app(backend, settings, ASYNC_MODES[settings.server])
if settings.server == "gunicorn-gevent-websocket":
    from geventwebsocket.gunicorn.workers import GeventWebSocketWorker

    from ..shared.origin_handler import OriginHandler

    GeventWebSocketWorker.wsgi_handler = OriginHandler
gunicorn.on_stop(lambda: socketio.start_background_task(send_queues.close))
launcher.announce(backend, settings, settings.port)
