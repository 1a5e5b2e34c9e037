"""Use variables in a WebSocket's path: Flask's converters in the route, with Flask-Sock.

A URL that matches no route gets a 404. Coming from Flask-Sockets: that accepts the handshake and
closes the connection.
"""

# /// script
# dependencies = ["flask", "flask-sock"]
# ///
import argparse

from flask import Flask
from flask_sock import Server, Sock

app = Flask(__name__)
sock = Sock(app)


@sock.route("/<any(up, down):direction>/<int:start>")
def count(ws: Server, direction: str, start: int) -> None:
    number = start
    while True:
        ws.receive()
        ws.send(number)  # `send` calls str() on anything but text and bytes
        number += 1 if direction == "up" else -1


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=8000)
    app.run(port=parser.parse_args().port)
