"""Close a WebSocket with a code and a reason: a `close` that sends both, for gevent-websocket.

The library's own `close` sends the reason without the code, which browsers treat as a protocol
error. It answers a client's Close frame in the same way.
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
from geventwebsocket import WebSocketServer
from geventwebsocket.websocket import WebSocket

app = Flask(__name__)


class CodeWebSocket(WebSocket):  # type: ignore[misc]  # the library has no types
    closed: bool

    def close(self, code: int = 1000, message: str | bytes | None = b"") -> None:
        if self.closed:
            return
        reason = message.encode() if isinstance(message, str) else bytes(message or b"")
        socket = self.handler.socket
        with gevent.Timeout(2, False), suppress(OSError):
            self.send_frame(code.to_bytes(2, "big") + reason, self.OPCODE_CLOSE)
            socket.shutdown(SHUT_WR)
            while socket.recv(65536):  # until the client hangs up, or it may lose our frame
                pass
        self.closed = True


geventwebsocket.handler.WebSocket = CodeWebSocket  # the library looks its class up here


@app.route("/secret", websocket=True)
def secret() -> str:
    ws = request.environ["wsgi.websocket"]
    while (message := ws.receive()) is not None:
        if message == "open sesame":
            ws.send("Come in.")
        else:
            ws.close(4001, "wrong password")
            break
    return ""


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=8000)
    WebSocketServer(("127.0.0.1", parser.parse_args().port), app).serve_forever()
