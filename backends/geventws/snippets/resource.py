"""Route WebSockets to classes: `Resource` and `WebSocketApplication` of gevent-websocket.

Each connection is an object of the class. The server confirms the subprotocol in PROTOCOL_NAME to
clients that offer it.
"""

# /// script
# dependencies = ["gevent-websocket"]
# ///
import argparse
from collections.abc import Iterable
from typing import Any

from geventwebsocket import Resource, WebSocketApplication, WebSocketServer
from geventwebsocket.protocols.base import BaseProtocol


class GreetingProtocol(BaseProtocol):  # type: ignore[misc]  # the library has no types
    PROTOCOL_NAME = "greeting"


class Greeter(WebSocketApplication):  # type: ignore[misc]
    protocol_class = GreetingProtocol

    def on_open(self) -> None:
        self.ws.send("Who are you?")

    def on_message(self, message: str | bytearray | None) -> None:
        if message is not None:  # the library passes on the last None of `receive`
            self.ws.send(f"Hello, {message!s}!")

    def on_close(self, reason: str | None) -> None:
        print("closed")


def page(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"The greeter is at /greeter."]


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=8000)
    resource = Resource([("^/greeter$", Greeter), ("", page)])
    WebSocketServer(("127.0.0.1", parser.parse_args().port), resource).serve_forever()
