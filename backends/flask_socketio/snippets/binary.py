"""Send and receive binary data: bytes here, an ArrayBuffer or a File in the browser.

Bytes may stand anywhere in the data, also in a dict or a list. A message that is longer than
`max_http_buffer_size` (a million bytes, if you do not say otherwise) ends the connection.
"""

# /// script
# dependencies = ["flask-socketio", "simple-websocket"]
# ///
import argparse
import gzip

from flask import Flask, Response, send_file
from flask_socketio import SocketIO

app = Flask(__name__)
# Bytes travel in packets of their own, and those of two threads would mix. So one event of a client
# is handled after the other.
socketio = SocketIO(app, async_mode="threading", async_handlers=False)


@app.get("/")
def page() -> Response:
    return send_file("binary.html")


@socketio.on("compress")
def compress(name: str, content: bytes) -> dict[str, str | bytes]:
    return {"name": f"{name}.gz", "content": gzip.compress(content)}


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=8000)
    socketio.run(app, port=parser.parse_args().port, allow_unsafe_werkzeug=True)
