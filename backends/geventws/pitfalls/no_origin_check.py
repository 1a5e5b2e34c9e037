"""No Origin check: any website's page can read your user's messages.

Looks like:
    other websites or strangers get in
    wrong user: session and login

Symptom:
    client: a page of another origin gets messages meant for the logged-in user
    wire: 101 Switching Protocols, for a request with a foreign Origin

Cause:
    A browser lets any page open a WebSocket to any server, and sends the server's cookies along;
    CORS does not apply. The server has to check the Origin header, and gevent-websocket does not:
    `WebSocketHandler.upgrade_connection` checks only the version and the key. Only the cookie's
    SameSite attribute is left, if you set it (only Chromium treats a cookie without one as Lax):
    Lax keeps the cookie from other sites, but a page on another port or subdomain belongs to the
    same site.

Fix:
    Compare the Origin with the Host before the handshake, in `upgrade_websocket`, and answer 403 if
    they differ. gevent-websocket calls this method for every request, so pass on requests that are
    not handshakes. Accept requests without an Origin: they come from programs, which send only the
    cookies that you gave them. Behind a proxy that changes the Host, compare with a list of your
    own origins.

Versions:
    gevent-websocket 0.10.1 and all earlier versions, and so Flask-Sockets 0.2.1.

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
