"""No size limit: one client's large message stalls every client.

Looks like:
    all clients wait

Symptom:
    client: answers to all other clients are late, by a second or two for a message of 2 MiB
    server: nothing in the log, and one CPU core fully used for that time

Cause:
    `WebSocket.read_frame` reads as many bytes as the frame's header says, without a limit: a header
    that claims 4 GiB reserves that much memory. Then `Header.unmask_payload` and
    `Utf8Validator.validate` process the message byte by byte in Python, the validator twice. No
    other greenlet runs in that time, about half a second to a second per MiB. Any stranger can send
    such a message.

Fix:
    Check the header before the payload is read, and close with 1009 if the length is too large. The
    library has no option for this; override `read_frame`. Add up the frames of one message. Read
    the socket until it is empty, or the client loses the Close frame.

Versions:
    gevent-websocket 0.10.1 with gevent 26.9.0, and so Flask-Sockets 0.2.1.

References:
    https://www.rfc-editor.org/rfc/rfc6455#section-10.4
    geventwebsocket/websocket.py: WebSocket.read_frame, Header.decode_header, Header.mask_payload
"""

from contextlib import suppress
from socket import SHUT_WR

import gevent
import geventwebsocket.handler
from flask import Flask, request
from geventwebsocket import WebSocketError, WebSocketServer
from geventwebsocket.websocket import Header, WebSocket

from backends.shared.pitfall import run

MAX_BYTES = 64 * 1024
app = Flask(__name__)


@app.route("/length", websocket=True)
def length() -> str:
    ws = request.environ["wsgi.websocket"]
    while (message := ws.receive()) is not None:
        ws.send(f"{len(message)} characters")
    return ""


def broken(port: int) -> None:
    WebSocketServer(("127.0.0.1", port), app).serve_forever()


def fixed(port: int) -> None:
    class LimitedWebSocket(WebSocket):  # type: ignore[misc]  # the library has no types
        size = 0

        def read_frame(self) -> tuple[Header, bytes]:
            header = Header.decode_header(self.stream)
            if header.opcode < self.OPCODE_CLOSE:
                first = header.opcode != self.OPCODE_CONTINUATION
                self.size = header.length + (0 if first else self.size)
            if self.size > MAX_BYTES:
                self.send_frame((1009).to_bytes(2, "big") + b"too big", self.OPCODE_CLOSE)
                self.closed = True
                socket = self.handler.socket
                with gevent.Timeout(2, False), suppress(OSError):
                    socket.shutdown(SHUT_WR)
                    while socket.recv(65536):
                        pass
                raise WebSocketError("message too big")
            payload = self.raw_read(header.length)
            if header.flags or len(payload) != header.length:
                raise WebSocketError("the connection is over")
            return header, header.unmask_payload(payload) if header.mask else payload

    geventwebsocket.handler.WebSocket = LimitedWebSocket
    WebSocketServer(("127.0.0.1", port), app).serve_forever()


if __name__ == "__main__":
    run(broken, fixed)
