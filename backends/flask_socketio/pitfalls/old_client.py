"""A Socket.IO client of version 2 is rejected with 400, again and again.

Looks like:
    cannot connect (400, 403, 404, 500)
    an error in the server's log

Symptom:
    server: The client is using an unsupported version of the Socket.IO or Engine.IO protocols
        (further occurrences of this error will be logged with level INFO)
    wire: 400 BAD REQUEST "The client is using an unsupported version of the Socket.IO or Engine.IO
        protocols"
    client: connect_error xhr poll error, again and again

Cause:
    Version 3 of the JavaScript client changed Socket.IO's protocol. The client names its protocol
    in the address: `EIO=3` before version 3, `EIO=4` since. Flask-SocketIO 5 accepts only `EIO=4`.
    Pages get the old client from a script tag copied from a tutorial, such as
    `cdnjs.cloudflare.com/ajax/libs/socket.io/2.5.0/socket.io.js`. The client does not read the text
    of the answer: it treats 400 as a temporary failure, and tries again without end. The answer has
    no CORS headers, so a page of another origin cannot read it and sees only a CORS error in its
    console. Then the cause is in the server's log alone.

Fix:
    Use a client of version 3 or 4, pinned, and best served by the application itself. If you cannot
    change old clients, such as those built into devices, use Flask-SocketIO 4 with python-socketio
    4 and python-engineio 3, which speak `EIO=3`. One server cannot speak both.

Versions:
    Flask-SocketIO 5.7.0, python-engineio 4.15.1; socket.io-client 2.5.0 (the same with 1.x) and
    4.8.

References:
    https://flask-socketio.readthedocs.io/en/latest/intro.html#version-compatibility
    https://github.com/miguelgrinberg/python-socketio/issues/578
    https://github.com/miguelgrinberg/Flask-SocketIO/issues/1426
    https://github.com/miguelgrinberg/Flask-SocketIO/issues/1432
    engineio/server.py: Server.handle_request
"""

from flask import Flask
from flask_socketio import SocketIO

from backends.shared.pitfall import run

app = Flask(__name__)
socketio = SocketIO(app, async_mode="threading")
MODULES = "/pitfall/node_modules"


@socketio.on("hello")
def hello() -> str:
    return "hello yourself"


def broken(port: int) -> None:
    @app.get("/client")
    def client() -> str:  # what the page loads with its script tag
        return f"{MODULES}/socket.io-client-2/dist/socket.io.js"  # 2.5.0

    socketio.run(app, port=port, allow_unsafe_werkzeug=True)


def fixed(port: int) -> None:
    @app.get("/client")
    def client() -> str:  # what the page loads with its script tag
        return f"{MODULES}/socket.io-client/dist/socket.io.js"  # 4.8

    socketio.run(app, port=port, allow_unsafe_werkzeug=True)


if __name__ == "__main__":
    run(broken, fixed)
