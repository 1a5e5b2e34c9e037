"""Starts the Flask-Sockets backend: `python -m backends.flask_sockets --port 8000`."""

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
    {
        "gunicorn": [
            "-k",
            "flask_sockets.worker",
            "--graceful-timeout",
            "3",
            "--no-control-socket",
            "backends.flask_sockets.wsgi:app",
        ],
        "gunicorn-conf": ["-c", str(folder / "gunicorn.conf.py")],
    },
)
