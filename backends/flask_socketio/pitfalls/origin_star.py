"""cors_allowed_origins="*": any page of the web acts in the reader's name.

Looks like:
    open to strangers
    who is it? session and login

Symptom:
    server: events of a logged-in user that this user has never sent
    client: nothing: the page of a stranger connects, and gets every answer
    wire: Access-Control-Allow-Origin with the stranger's origin, and
        Access-Control-Allow-Credentials

Cause:
    A browser sends a site's cookies with every WebSocket to it, whichever page opens it. CORS does
    not apply to WebSockets: the server's look at `Origin` is the only guard. With "*" there is no
    look; `_cors_allowed_origins` returns None, and everybody passes. For long polling the
    stranger's origin is sent back, with `Access-Control-Allow-Credentials: true`, so that works as
    well. `[]` switches the check off likewise; it does not mean "nobody".

    A cookie with `SameSite=Lax`, which is what Chromium takes for cookies that say nothing, stays
    away from other sites; not from other subdomains and ports, which are the same site. Here the
    stranger is on another port.

Fix:
    Leave it out, if only pages of the server's own origin connect. Else name exact origins.

Versions:
    Flask-SocketIO 5.7.0, python-engineio 4.15.1.

References:
    https://github.com/miguelgrinberg/Flask-SocketIO/issues/1034
    https://cheatsheetseries.owasp.org/cheatsheets/WebSocket_Security_Cheat_Sheet.html
    engineio/base_server.py: BaseServer._cors_allowed_origins
"""

import secrets

from flask import Flask, session
from flask_socketio import SocketIO

from backends.shared.pitfall import run

app = Flask(__name__)
app.secret_key = secrets.token_hex()


@app.post("/login")
def login() -> str:
    session["user"] = "ada"
    return "welcome"


def pay(receiver: str) -> str:
    print(f"{session['user']} pays {receiver}")
    return f"{session['user']} has paid {receiver}"


def broken(port: int) -> None:
    socketio = SocketIO(app, async_mode="threading", cors_allowed_origins="*")
    socketio.on_event("pay", pay)
    socketio.run(app, port=port, allow_unsafe_werkzeug=True)


def fixed(port: int) -> None:
    socketio = SocketIO(app, async_mode="threading")
    socketio.on_event("pay", pay)
    socketio.run(app, port=port, allow_unsafe_werkzeug=True)


if __name__ == "__main__":
    run(broken, fixed)
