"""localhost is not 127.0.0.1: a page of another origin gets 400.

Looks like:
    cannot connect (400, 403, 404, 500)
    an error in the server's log
    an error in the browser's console

Symptom:
    wire: 400 BAD REQUEST "Not an accepted origin."
    server: http://127.0.0.1:5000 is not an accepted origin. (further occurrences of this error will
        be logged with level INFO)
    client: connect_error xhr poll error
    browser: Access to XMLHttpRequest at 'http://localhost:5000/socket.io/?EIO=4&transport=polling'
        from origin 'http://127.0.0.1:5000' has been blocked by CORS policy: No
        'Access-Control-Allow-Origin' header is present on the requested resource.

Cause:
    A browser sends the origin of a page in the header `Origin`. Flask-SocketIO compares it,
    character by character, with scheme, host and port of the request itself. A page of
    `http://127.0.0.1:5000` that connects to `http://localhost:5000` has another origin. So does a
    page of a development server on port 3000, and every page behind a proxy that ends TLS without
    setting `X-Forwarded-Proto`. The 400 has no CORS headers, so the console complains about those.

Fix:
    In the page, call `io()` without an address: it connects to the page's own origin. Otherwise
    list the pages' origins exactly: `cors_allowed_origins=["https://www.example.com",
    "http://localhost:3000"]`, with the scheme and without a slash at the end. The list replaces the
    default, so include the server's own origin. A function, as here, gets the origin and the WSGI
    environment, and decides: compare whole origins, because a page of another port can belong to
    anyone. Do not use "*", which lets every website act as your user.

Versions:
    Flask-SocketIO 5.7.0, python-engineio 4.15.1; since 2019.

References:
    https://github.com/miguelgrinberg/python-socketio/issues/330
    https://github.com/miguelgrinberg/Flask-SocketIO/issues/1319
    https://github.com/miguelgrinberg/Flask-SocketIO/issues/1055
    engineio/base_server.py: BaseServer._cors_allowed_origins
    engineio/server.py: Server.handle_request
"""

from flask import Flask
from flask_socketio import SocketIO

from backends.shared.pitfall import run

app = Flask(__name__)


def hello() -> str:
    return "hello yourself"


def broken(port: int) -> None:
    socketio = SocketIO(app, async_mode="threading")
    socketio.on_event("hello", hello)
    socketio.run(app, port=port, allow_unsafe_werkzeug=True)


def fixed(port: int) -> None:
    def is_this_server(origin: str | None, environ: dict[str, str]) -> bool:
        # Compare with the request's port: another port is another origin.
        port = environ["HTTP_HOST"].rpartition(":")[2]
        return origin in (f"http://127.0.0.1:{port}", f"http://localhost:{port}")

    socketio = SocketIO(app, async_mode="threading", cors_allowed_origins=is_this_server)
    socketio.on_event("hello", hello)
    socketio.run(app, port=port, allow_unsafe_werkzeug=True)


if __name__ == "__main__":
    run(broken, fixed)
