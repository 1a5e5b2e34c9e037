"""Choose a subprotocol (Sec-WebSocket-Protocol): the first one offered that the server knows.

gevent-websocket itself supports one name for a whole application (`app_protocol`), and finds `chat`
in an offer of `superchat`.
"""

# /// script
# dependencies = ["flask", "gevent-websocket"]
# ///
import argparse
from typing import Any

from flask import Flask, request
from gevent.pywsgi import WSGIServer
from geventwebsocket.handler import WebSocketHandler

SUBPROTOCOLS = ("chat.v2", "chat.v1")
app = Flask(__name__)


class SubprotocolHandler(WebSocketHandler):  # type: ignore[misc]  # the library has no types
    def start_response(
        self, status: str, headers: list[tuple[str, str]], exc_info: Any = None
    ) -> Any:
        if status.startswith("101"):
            offered = (
                self.environ.get("HTTP_SEC_WEBSOCKET_PROTOCOL", "").replace(" ", "").split(",")
            )
            agreed = next((name for name in offered if name in SUBPROTOCOLS), None)
            self.environ["subprotocol"] = agreed
            if agreed is not None:
                headers.append(("Sec-WebSocket-Protocol", agreed))
        return super().start_response(status, headers, exc_info)


@app.route("/chat", websocket=True)
def chat() -> str:
    request.environ["wsgi.websocket"].send(f"We speak {request.environ['subprotocol']}.")
    return ""


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=8000)
    address = ("127.0.0.1", parser.parse_args().port)
    WSGIServer(address, app, handler_class=SubprotocolHandler).serve_forever()
