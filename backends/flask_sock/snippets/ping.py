"""Detect dead clients: the option `ping_interval` of Flask-Sock.

The library pings each client. A client that has not answered when the next ping is due is closed
with code 1008. Coming from Flask-Sockets: send no pings yourself.
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
    parser.add_argument("--ping-interval", type=float, default=25, help="seconds")
    options = parser.parse_args()
    app.config["SOCK_SERVER_OPTIONS"] = {"ping_interval": options.ping_interval}
    app.run(port=options.port)
