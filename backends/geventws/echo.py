"""echo: every message comes back unchanged."""

from flask import Blueprint

from ..shared.contract import ECHO_BYTES_MAX
from .connection import Connection

blueprint = Blueprint("echo", __name__)
clients: set["EchoSocket"] = set()


class EchoSocket(Connection):
    """Sends every message back, text as text and binary as binary."""

    message_bytes_max = ECHO_BYTES_MAX

    def on_message(self, message: str | bytearray) -> None:
        """Send the message back."""
        self.send(message)


@blueprint.route("/ws/echo", websocket=True)
def echo() -> str:
    """Serve a connection."""
    return EchoSocket(clients).run()
