"""Send and receive binary data: `bytes` in Python, an ArrayBuffer or a File in the browser.

Bytes can be anywhere in the data, even inside a dict or a list. A message longer than
`max_http_buffer_size` (1,000,000 bytes by default) ends the connection.
"""

# /// script
# dependencies = ["flask-socketio", "simple-websocket"]
# ///
import argparse
import gzip

from flask import Flask, Response, send_file
from flask_socketio import SocketIO

app = Flask(__name__)
# Bytes are sent in separate packets, and packets from two threads would mix. So handle each
# client's events one at a time.
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
