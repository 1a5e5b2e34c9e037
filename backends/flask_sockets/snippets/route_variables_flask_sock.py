"""Migrate a WebSocket route with variables from Flask-Sockets to Flask-Sock.

What changes: a URL that matches no route is answered with 404 before the handshake; it is no
longer accepted and closed.
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
        ws.send(number)  # str() is applied to what is neither text nor bytes
        number += 1 if direction == "up" else -1


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=8000)
    app.run(port=parser.parse_args().port)
