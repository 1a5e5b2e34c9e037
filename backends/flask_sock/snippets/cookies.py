"""Read cookies in a WebSocket handler: `request.cookies` of the handshake, with Flask-Sock.

A socket cannot set a cookie, only an HTTP route can. Coming from Flask-Sockets, nothing changes.
"""

# /// script
# dependencies = ["flask", "flask-sock"]
# ///
import argparse

from flask import Flask, Response, request
from flask_sock import Server, Sock

app = Flask(__name__)
sock = Sock(app)


@app.post("/colour/<name>")
def choose(name: str) -> Response:
    response = Response(status=204)
    response.set_cookie("colour", name, httponly=True, samesite="Lax")
    return response


@sock.route("/colour")
def tell(ws: Server) -> None:
    while True:
        ws.receive()
        ws.send(request.cookies.get("colour", "none yet"))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=8000)
    app.run(port=parser.parse_args().port)
