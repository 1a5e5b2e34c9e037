"""Serve a WebSocket from a plain WSGI application: gevent-websocket without a framework.

The socket is in the environ. The handshake has already been answered, so what the application
returns is not sent.
"""

# /// script
# dependencies = ["gevent-websocket"]
# ///
import argparse
from collections.abc import Iterable
from typing import Any

from gevent.pywsgi import WSGIServer
from geventwebsocket.handler import WebSocketHandler


def app(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
    ws = environ.get("wsgi.websocket")
    if ws is None:
        start_response("426 Upgrade Required", [("Content-Type", "text/plain")])
        return [b"This is a WebSocket."]
    while (message := ws.receive()) is not None:
        ws.send(message)
    return []


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=8000)
    address = ("127.0.0.1", parser.parse_args().port)
    WSGIServer(address, app, handler_class=WebSocketHandler).serve_forever()
