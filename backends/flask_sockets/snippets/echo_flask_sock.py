"""Migrate a WebSocket echo from Flask-Sockets to Flask-Sock: a thread for each client, no gevent.

What changes: `Sock` instead of `Sockets`; at the end `receive` raises ConnectionClosed, which
Flask-Sock takes for the end, instead of returning None; Flask's own server will do.
"""

# /// script
# dependencies = ["flask", "flask-sock"]
# ///
import argparse

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
    app.run(port=parser.parse_args().port)
