"""Register a blueprint's WebSocket routes under a URL prefix: `@sock.route(..., bp=blueprint)`.

One blueprint holds HTTP routes and WebSockets, and its `before_request` runs for both. Coming from
Flask-Sockets: name the blueprint in each route, and register it on the application.
"""

# /// script
# dependencies = ["flask", "flask-sock"]
# ///
import argparse

from flask import Blueprint, Flask
from flask_sock import Server, Sock

sock = Sock()
chat = Blueprint("chat", __name__)


@sock.route("/echo", bp=chat)
def echo(ws: Server) -> None:
    while True:
        ws.send(ws.receive())


app = Flask(__name__)
app.register_blueprint(chat, url_prefix="/chat")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=8000)
    app.run(port=parser.parse_args().port)
