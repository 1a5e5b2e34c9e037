"""Starts the gevent-websocket backend: `python -m backends.geventws --port 8000`."""

# Patch first: modules imported later get cooperative sockets, locks and sleep.
from gevent import monkey

monkey.patch_all()

from pathlib import Path  # noqa: E402

from ..shared.gevent_server import main  # noqa: E402
from .app import make_app  # noqa: E402

folder = Path(__file__).parent
main(
    folder,
    make_app,
    {"gunicorn": ["-c", str(folder / "gunicorn.conf.py")]},
)
