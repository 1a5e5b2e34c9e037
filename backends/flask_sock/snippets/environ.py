"""Read a WebSocket's address, path and headers: Flask's `request`, with Flask-Sock.

`request` has them all, as in a view, and keeps them when the socket is closed. The library does not
know its clients: count them yourself. Coming from Flask-Sockets: use `request`, not `ws.handler`.
"""

# /// script
# dependencies = ["flask", "flask-sock"]
# ///
import argparse
import json

from flask import Flask, request
from flask_sock import Server, Sock

app = Flask(__name__)
sock = Sock(app)


@sock.route("/about")
def about(ws: Server) -> None:
    while True:
        ws.receive()
        facts = {
            "address": [request.remote_addr, request.environ["REMOTE_PORT"]],
            "path": request.path,
            "query": request.query_string.decode(),
            "origin": request.origin,
            "agent": request.user_agent.string,
            "version": request.headers["Sec-WebSocket-Version"],
        }
        ws.send(json.dumps(facts))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=8000)
    app.run(port=parser.parse_args().port)
