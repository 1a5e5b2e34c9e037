"""ws.close(4001, "bye") sends no code: the page gets 25209, 1002 or 1005.

Looks like:
    connects, then closes (1005, 1006)
    messages are lost

Symptom:
    client: close 25209 with the reason "e", after ws.close(4001, "bye")
    client: close 1005 if there is no reason; clients other than Chromium may say 1002, protocol
        error

Cause:
    `WebSocket.close` accepts a code and then drops it: the payload of its Close frame is the reason
    alone. The first two bytes of that payload are the code, so "by" becomes 0x6279, which is 25209,
    a code that does not exist. Chromium passes it to the page; strict clients call it a protocol
    error, 1002. Without a reason the frame is empty, which means 1005.

    The answer to a client's Close frame is worse. There the reason is a bytearray, and the library
    sends its Python representation, which begins with "bytearray": 25209 again, with the reason
    `tearray(b'...`.

Fix:
    Use a subclass whose `close` puts the code before the reason; the library gets its class from
    `geventwebsocket.handler.WebSocket`. `close` has to wait a moment for the client to close its
    side: if TCP is closed with unread bytes, it resets the connection, and the client loses the
    frame. If another greenlet waits in `receive`, that greenlet reads the rest.

Versions:
    gevent-websocket 0.10.1 with gevent 26.9.0.

References:
    https://www.rfc-editor.org/rfc/rfc6455#section-5.5.1
    geventwebsocket/websocket.py: WebSocket.close, WebSocket.handle_close
"""

from contextlib import suppress
from socket import SHUT_WR

import gevent
import geventwebsocket.handler
from flask import Flask, request
from gevent.exceptions import ConcurrentObjectUseError
from geventwebsocket import WebSocketServer
from geventwebsocket.websocket import WebSocket

from backends.shared.pitfall import run

app = Flask(__name__)


@app.route("/members", websocket=True)
def members() -> str:
    ws = request.environ["wsgi.websocket"]
    if ws.receive() != "open sesame":
        ws.close(4001, "bye")
    return ""


@app.route("/queue", websocket=True)
def queue() -> str:
    ws = request.environ["wsgi.websocket"]
    gevent.spawn(ws.close, 4002, "bye for now")  # closes while this greenlet waits in receive
    ws.receive()
    return ""


def broken(port: int) -> None:
    WebSocketServer(("127.0.0.1", port), app).serve_forever()


def fixed(port: int) -> None:
    class CodeWebSocket(WebSocket):  # type: ignore[misc]  # the library has no types
        closed: bool

        def close(self, code: int = 1000, message: str | bytes | None = b"") -> None:
            if self.closed:
                return
            reason = message.encode() if isinstance(message, str) else bytes(message or b"")
            socket = self.handler.socket
            try:
                # ConcurrentObjectUseError: another greenlet waits in `receive` and reads the rest.
                with gevent.Timeout(2, False), suppress(OSError, ConcurrentObjectUseError):
                    self.send_frame(code.to_bytes(2, "big") + reason, self.OPCODE_CLOSE)
                    socket.shutdown(SHUT_WR)
                    while socket.recv(65536):
                        pass
            finally:
                self.closed = True

    geventwebsocket.handler.WebSocket = CodeWebSocket
    WebSocketServer(("127.0.0.1", port), app).serve_forever()


if __name__ == "__main__":
    run(broken, fixed)
