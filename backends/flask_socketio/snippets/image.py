"""Send an image as binary data: `bytes` in Python, a Blob in the page.

Bytes can be anywhere in the data. They are sent as a binary frame, not as base64.
"""

# /// script
# dependencies = ["flask-socketio", "simple-websocket"]
# ///
import argparse
import struct
import zlib

from flask import Flask, Response, send_file
from flask_socketio import SocketIO

app = Flask(__name__)
socketio = SocketIO(app, async_mode="threading")


@app.get("/")
def page() -> Response:
    return send_file("image.html")


@socketio.on("paint")
def paint(red: int, green: int, blue: int) -> dict[str, object]:
    return {"type": "image/png", "data": png(64, bytes([red, green, blue]))}


def png(size: int, colour: bytes) -> bytes:
    header = struct.pack(">2I5B", size, size, 8, 2, 0, 0, 0)
    pixels = zlib.compress((b"\0" + colour * size) * size)
    chunks = [(b"IHDR", header), (b"IDAT", pixels), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in chunks
    )


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=8000)
    socketio.run(app, port=parser.parse_args().port, allow_unsafe_werkzeug=True)
