"""Migrate what a WebSocket handler reads of its request from Flask-Sockets to Flask-Sock.

What changes: Flask's `request` has it all, as in a view, and it stays when the socket is closed.
The library does not know its clients: count them yourself.
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
