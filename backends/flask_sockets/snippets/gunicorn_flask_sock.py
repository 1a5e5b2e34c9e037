"""Migrate from `gunicorn -k flask_sockets.worker` to gunicorn's threads with Flask-Sock.

What changes: `--threads 100` instead of the worker class. Each open WebSocket holds a thread: when
all are taken, HTTP waits too. gunicorn's worker without threads cuts sockets off after 30 seconds.
"""

# /// script
# dependencies = ["flask", "flask-sock", "gunicorn"]
# ///
import argparse
import os
import sys

from flask import Flask
from flask_sock import Server, Sock

app = Flask(__name__)
sock = Sock(app)


@sock.route("/echo")
def echo(ws: Server) -> None:
    while True:
        ws.send(ws.receive())


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=8000)
    bind = f"127.0.0.1:{parser.parse_args().port}"
    options = ["--threads", "100", "--no-control-socket", "--bind", bind]
    command = [sys.executable, "-m", "gunicorn", *options, "gunicorn_flask_sock:app"]
    os.execv(sys.executable, command)
