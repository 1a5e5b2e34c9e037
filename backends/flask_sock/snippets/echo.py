"""Echo WebSocket messages: `@sock.route`, `receive` and `send` of Flask-Sock.

Each client has a thread. When the client is gone, `receive` raises ConnectionClosed, which
Flask-Sock catches. Coming from Flask-Sockets: `Sock` instead of `Sockets`, no None from `receive`,
and no gevent: Flask's own server is enough.
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
