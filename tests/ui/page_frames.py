"""Checks the frames that pages send and receive against the contract."""

import base64
from collections import defaultdict
from collections.abc import Mapping
from typing import Any, cast

from socketio import packet

from harness import spec
from harness.spec import Direction

RECORD_SEPARATOR = "\x1e"
SOCKETIO = "/socket.io"


class PageFrames:
    """The frames of all pages of a test, checked in the order in which they were recorded."""

    def __init__(self) -> None:
        self._unfinished: dict[tuple[str, Direction], packet.Packet] = {}
        self._requests: dict[tuple[str, str, int], str] = {}
        self.checked: dict[str, int] = defaultdict(int)
        """How many messages of each scenario were checked."""

    def check(self, frame: Mapping[str, str]) -> None:
        """Check one frame in the format of recorder.js."""
        direction = cast(Direction, frame["direction"])
        data = frame["text"] if "text" in frame else base64.b64decode(frame["base64"])
        if not frame["url"].startswith(SOCKETIO):
            scenario = frame["url"].rpartition("/")[2]
            spec.validate_native_frame(scenario, direction, data)
            self.checked[scenario] += 1
        elif isinstance(data, bytes):
            self._attach(frame["page"], direction, data)
        else:
            # Long polling puts several Engine.IO packets into one body.
            for part in data.split(RECORD_SEPARATOR):
                self._check_engine_packet(frame["page"], direction, part)

    def _check_engine_packet(self, page: str, direction: Direction, encoded: str) -> None:
        if encoded.startswith("b"):
            self._attach(page, direction, base64.b64decode(encoded[1:]))
        elif encoded.startswith("4"):
            message = packet.Packet(encoded_packet=encoded[1:])
            if message.attachment_count:
                self._unfinished[page, direction] = message
            else:
                self._check_message(page, direction, message)

    def _attach(self, page: str, direction: Direction, data: bytes) -> None:
        message = self._unfinished[page, direction]
        if message.add_attachment(data):
            del self._unfinished[page, direction]
            self._check_message(page, direction, message)

    def _check_message(self, page: str, direction: Direction, message: packet.Packet) -> None:
        namespace = message.namespace or "/"
        scenario = namespace.removeprefix("/")
        if message.packet_type in (packet.EVENT, packet.BINARY_EVENT):
            event, *arguments = message.data
            spec.validate(scenario, direction, event, _only(arguments))
            self.checked[scenario] += 1
            if message.id is not None:
                self._requests[page, namespace, message.id] = event
        elif message.packet_type == packet.ACK:
            event = self._requests.pop((page, namespace, message.id))
            spec.validate_ack(scenario, event, _only(message.data))


def _only(arguments: list[Any]) -> Any:
    return arguments[0] if len(arguments) == 1 else arguments
