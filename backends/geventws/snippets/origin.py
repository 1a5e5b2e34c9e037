"""Check the Origin of a WebSocket handshake: other sites get a 403, with gevent-websocket.

The library accepts the handshake of every page, with the user's cookies. Clients that are not
browsers send no Origin.
"""

# /// script
# dependencies = ["flask", "gevent-websocket"]
# ///
import argparse
from typing import Any
from urllib.parse import urlsplit

from flask import Flask, request
from gevent.pywsgi import WSGIServer
from geventwebsocket.handler import WebSocketHandler

app = Flask(__name__)


class OriginHandler(WebSocketHandler):  # type: ignore[misc]  # the library has no types
    def upgrade_websocket(self) -> Any:
        origin = self.environ.get("HTTP_ORIGIN")
        own = origin is None or urlsplit(origin).netloc == self.environ.get("HTTP_HOST")
        if own or self.environ.get("HTTP_UPGRADE", "").lower() != "websocket":
            return super().upgrade_websocket()
        self.start_response("403 Forbidden", [("Content-Type", "text/plain")])
        return [b"This origin is not allowed."]


@app.route("/echo", websocket=True)
def echo() -> str:
    ws = request.environ["wsgi.websocket"]
    while (message := ws.receive()) is not None:
        ws.send(message)
    return ""


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=8000)
    address = ("127.0.0.1", parser.parse_args().port)
    WSGIServer(address, app, handler_class=OriginHandler).serve_forever()
