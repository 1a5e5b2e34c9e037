"""The application as gunicorn's worker loads it: `backends.geventws.wsgi:app`."""

from pathlib import Path

from .app import make_app
from .serving import in_gunicorn

app = in_gunicorn(Path(__file__).parent, make_app)
