"""Migrate binary WebSocket messages from Flask-Sockets to Flask-Sock.

What changes: `receive` returns bytes, not a bytearray, and only bytes are sent as binary: a
bytearray or a memoryview would go out as the text that str() makes of it.
"""

# /// script
# dependencies = ["flask", "flask-sock"]
# ///
import argparse
import zlib

from flask import Flask
from flask_sock import Server, Sock

app = Flask(__name__)
sock = Sock(app)


@sock.route("/compress")
def compress(ws: Server) -> None:
    while True:
        message = ws.receive()
        if isinstance(message, bytes):
            ws.send(zlib.compress(message))
        else:
            ws.send("That was text.")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=8000)
    app.run(port=parser.parse_args().port)
