"""Limit the size of a message: close with 1009 before gevent-websocket reserves memory for it.

The library has no limit, and reserves what a frame's header claims, even 4 GiB.
"""

# /// script
# dependencies = ["flask", "gevent-websocket"]
# ///
import argparse
from contextlib import suppress
from socket import SHUT_WR

import gevent
import geventwebsocket.handler
from flask import Flask, request
from geventwebsocket import WebSocketError, WebSocketServer
from geventwebsocket.websocket import Header, WebSocket

MAX_BYTES = 64 * 1024
app = Flask(__name__)


class LimitedWebSocket(WebSocket):  # type: ignore[misc]  # the library has no types
    size = 0

    def read_frame(self) -> tuple[Header, bytes]:
        header = Header.decode_header(self.stream)
        if header.opcode in (self.OPCODE_TEXT, self.OPCODE_BINARY):
            self.size = 0
        if header.opcode < self.OPCODE_CLOSE:  # a message may come in many frames
            self.size += header.length
        if self.size > MAX_BYTES:
            self.send_frame((1009).to_bytes(2, "big") + b"message too big", self.OPCODE_CLOSE)
            self.closed = True
            socket = self.handler.socket
            with gevent.Timeout(2, False), suppress(OSError):  # or the client may lose the Close
                socket.shutdown(SHUT_WR)
                while socket.recv(65536):
                    pass
        payload = b"" if self.closed else self.raw_read(header.length)
        if header.flags or len(payload) != header.length:
            raise WebSocketError("the connection is closed")
        return header, header.unmask_payload(payload) if header.mask else payload


geventwebsocket.handler.WebSocket = LimitedWebSocket  # the library looks its class up here


@app.route("/echo", websocket=True)
def echo() -> str:
    ws = request.environ["wsgi.websocket"]
    while (message := ws.receive()) is not None:
        ws.send(message)
    return ""


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=8000)
    WebSocketServer(("127.0.0.1", parser.parse_args().port), app).serve_forever()
