"""Use current_app, g, request and session in an event handler: what each is and how long it lives.

- `current_app` is the application, as in a view.
- `g` is new for each event. Keep data that must last somewhere else.
- `request` is the HTTP request that opened the connection, for all its events; Flask-SocketIO adds
  `sid`, `namespace` and `event`.
- `session` is a copy made when the connection opened, and lasts as long as the connection. Views do
  not see what handlers write, and handlers do not see what views write later.

Flask does not run `before_request` for an event, but it runs `teardown_appcontext`.
"""

# /// script
# dependencies = ["flask-socketio", "simple-websocket"]
# ///
import argparse
import secrets
from typing import Any

import flask
from flask import Flask, current_app, g, session
from flask_socketio import SocketIO

app = Flask(__name__)
app.secret_key = secrets.token_hex()
socketio = SocketIO(app, async_mode="threading")
request: Any = flask.request  # Flask's type does not know what Flask-SocketIO adds


@app.get("/colour/<colour>")
def choose(colour: str) -> dict[str, str | None]:
    before = session.get("colour")
    session["colour"] = colour
    return {"before": before, "now": colour}


@socketio.on("choose")
def choose_here(colour: str) -> None:
    g.colour = session["colour"] = colour


@socketio.on("look")
def look() -> dict[str, str | None]:
    return {
        "current_app": current_app.name,
        "g": g.get("colour"),
        "request": request.args["page"],
        "sid": request.sid,
        "session": session.get("colour"),
    }


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=8000)
    socketio.run(app, port=parser.parse_args().port, allow_unsafe_werkzeug=True)
