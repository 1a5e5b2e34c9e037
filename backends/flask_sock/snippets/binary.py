"""Send and receive binary data: bytes are binary and str is text, with Flask-Sock.

Convert a bytearray or a memoryview to bytes before you send it: otherwise str() makes a text of it.
Coming from Flask-Sockets: `receive` returns bytes, not a bytearray.
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
