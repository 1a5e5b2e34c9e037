"""Migrate an Ajax login that a WebSocket knows of from Flask-Sockets to Flask-Sock.

What changes: nothing about the session. It is still that of the handshake, and what a socket's
handler writes into it is not kept.
"""

# /// script
# dependencies = ["flask", "flask-sock"]
# ///
import argparse
import secrets

from flask import Flask, Response, request, send_file, session
from flask_sock import Server, Sock

app = Flask(__name__)
app.secret_key = secrets.token_bytes()  # sessions end with the program; a fixed one keeps them
app.config["SESSION_COOKIE_SAMESITE"] = "Lax"  # other sites' pages open sockets without it
sock = Sock(app)


@app.get("/")
def page() -> Response:
    return send_file("login_flask_sock.html")


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
