"""cors_allowed_origins="*" lets any website act as your logged-in user.

Looks like:
    other websites or strangers get in
    wrong user: session and login

Symptom:
    server: events from a logged-in user that this user has never sent
    client: nothing: the other website's page connects and gets every answer
    wire: Access-Control-Allow-Origin with the other website's origin, and
        Access-Control-Allow-Credentials

Cause:
    A browser sends a site's cookies with every WebSocket to that site, whichever page opens it.
    CORS does not apply to WebSockets: the server's check of `Origin` is the only protection. "*"
    turns it off: `_cors_allowed_origins` returns None, and every origin passes. For long polling
    the server sends the other website's origin back, with `Access-Control-Allow-Credentials: true`,
    so that works as well. `[]` turns the check off too; it does not mean "no origin".

    A cookie with `SameSite=Lax`, which is Chromium's default for cookies without the attribute, is
    not sent from other sites. It is sent from other subdomains and ports, which belong to the same
    site. Here the other website is on another port.

Fix:
    Leave the option out if only pages of the server's own origin connect. Otherwise list exact
    origins.

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
