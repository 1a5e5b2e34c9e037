"""The application that gunicorn's worker loads: `backends.flask_sockets.wsgi:app`."""

from pathlib import Path

from ..shared.gevent_server import in_gunicorn
from .app import make_app

app = in_gunicorn(Path(__file__).parent, make_app)
