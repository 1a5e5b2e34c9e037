"""No Origin check: any website's page can read your user's messages.

Looks like:
    open to strangers
    who is it? session and login

Symptom:
    client: a page of another origin gets what is meant for the user who is logged in
    wire: 101 Switching Protocols, to a request whose Origin is a stranger's

Cause:
    Browsers let any page open a WebSocket to any server, and send the server's cookies along; CORS
    does not apply. The server has to look at the Origin header. gevent-websocket does not:
    `WebSocketHandler.upgrade_connection` checks version and key, and no more. What stays is the
    cookie's SameSite, where you set it (only Chromium takes Lax for the default): Lax keeps it from
    other sites, but a page on another port or subdomain is the same site.

Fix:
    Compare the Origin with the Host before the handshake, in `upgrade_websocket`, and answer 403.
    That method is called for every request: let those through that are no handshake. Programs send
    no Origin, and no cookies that they have not been given: let them in. Behind a proxy that
    changes the Host, compare with a list of your own origins.

Versions:
    gevent-websocket 0.10.1, and so Flask-Sockets 0.2.1. Every earlier one.

References:
    https://www.rfc-editor.org/rfc/rfc6455#section-10.2
    geventwebsocket/handler.py: WebSocketHandler.upgrade_connection
"""

from typing import Any
from urllib.parse import urlsplit

from flask import Flask, request, session
from gevent.pywsgi import WSGIServer
from geventwebsocket.handler import WebSocketHandler

from backends.shared.pitfall import run

app = Flask(__name__)
app.secret_key = "not so secret"
app.config["SESSION_COOKIE_SAMESITE"] = "Lax"


@app.post("/login")
def login() -> str:
    session["user"] = "ada"
    return "Hello, ada!"


@app.route("/inbox", websocket=True)
def inbox() -> str:
    ws = request.environ["wsgi.websocket"]
    print(session["user"], "connects from", request.origin)
    ws.send(f"For {session['user']} only: the key is under the mat.")
    ws.receive()
    return ""


def broken(port: int) -> None:
    WSGIServer(("127.0.0.1", port), app, handler_class=WebSocketHandler).serve_forever()


def fixed(port: int) -> None:
    class OriginHandler(WebSocketHandler):  # type: ignore[misc]  # the library has no types
        def upgrade_websocket(self) -> Any:
            origin = self.environ.get("HTTP_ORIGIN")
            own = origin is None or urlsplit(origin).netloc == self.environ.get("HTTP_HOST")
            if own or self.environ.get("HTTP_UPGRADE", "").lower() != "websocket":
                return super().upgrade_websocket()
            self.start_response("403 Forbidden", [("Content-Type", "text/plain")])
            return [b"This origin is not allowed."]

    WSGIServer(("127.0.0.1", port), app, handler_class=OriginHandler).serve_forever()


if __name__ == "__main__":
    run(broken, fixed)
