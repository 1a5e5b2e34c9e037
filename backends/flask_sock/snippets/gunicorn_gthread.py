"""Serve with gunicorn and threads: `gunicorn --threads 100 gunicorn_gthread:app`, for Flask-Sock.

Each open WebSocket holds a thread: when all are taken, HTTP requests wait too. Without `--threads`,
gunicorn's worker disconnects sockets after 30 seconds. Coming from Flask-Sockets: threads instead
of `-k flask_sockets.worker`.
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
    command = [sys.executable, "-m", "gunicorn", *options, "gunicorn_gthread:app"]
    os.execv(sys.executable, command)
