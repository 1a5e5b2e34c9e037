"""Log in with fetch, then open a WebSocket: Flask's session knows the user, with Flask-Sock.

The session is that of the handshake: after a login, open a new socket. What the socket's handler
writes into it is not saved. Coming from Flask-Sockets, nothing changes.
"""

# /// script
# dependencies = ["flask", "flask-sock"]
# ///
import argparse
import secrets

from flask import Flask, Response, request, send_file, session
from flask_sock import Server, Sock

app = Flask(__name__)
app.secret_key = secrets.token_bytes()  # sessions end with the program; a fixed key keeps them
app.config["SESSION_COOKIE_SAMESITE"] = "Lax"  # pages of other sites connect without it
sock = Sock(app)


@app.get("/")
def page() -> Response:
    return send_file("login.html")


@app.post("/login")
def log_in() -> dict[str, str]:
    session["name"] = request.get_json()["name"]  # check a password here
    return {"name": session["name"]}


@sock.route("/greeting")
def greet(ws: Server) -> None:
    while True:
        ws.receive()
        ws.send(f"Hello, {session.get('name', 'stranger')}!")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=8000)
    app.run(port=parser.parse_args().port)
