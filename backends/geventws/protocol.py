"""A reliable WebSocket for gevent-websocket. It needs nothing else from this project: copy it.

gevent-websocket 0.10.1 does the handshake and parses frames, and leaves the rest of RFC 6455 to
you. `StrictWebSocket` takes over the library's socket and fixes these faults:

- `close()`: the library never sends a close code. RFC 6455 (5.5.1) puts it before the reason.
- `send()`: if two greenlets send at once, the library mixes their frames, and a client that does
  not read blocks every greenlet that sends to it. Here `send()` never waits: a writer greenlet
  sends what the kernel does not accept at once, and a client whose send queue holds more than
  `send_queue_max` bytes is disconnected.
- `receive()`: the library raises an exception if you call it after the end; here it returns None.
  It also gives the client time to read the Close frame before it closes the TCP connection: a reset
  could discard the frame.
- `read_frame()`: the library allocates any length that a header claims, accepts unmasked frames
  (RFC 6455 forbids them, 5.1), and unmasks byte by byte in Python while all other clients wait.
- `handle_close()`: the library accepts a reason that ends in the middle of a character.
- `Utf8Validator`: the library's validator also checks byte by byte in Python.
- `_is_valid_close_code()`: the library rejects 1012 to 1014, and accepts codes from 5000 on.
- `_beat()`: the library never pings, so it never notices that a client has vanished.
"""

import codecs
import socket
import struct
from collections import deque
from contextlib import suppress
from typing import Any

import gevent
from geventwebsocket.exceptions import ProtocolError, WebSocketError
from geventwebsocket.websocket import Header, WebSocket

LINGER_SECONDS = 2
"""How long a client may take to read the Close frame and to close its side."""


class MessageTooBigError(Exception):
    """A message is larger than this connection accepts."""


class StrictWebSocket(WebSocket):  # type: ignore[misc]  # the library has no types
    """A WebSocket on which any greenlet can send, with limits, close codes and a heartbeat.

    Create it at the start of a handler, from the request's WSGI environ. `message_max` and
    `send_queue_max` are in bytes; `heartbeat` is the number of seconds between two pings. A client
    that sends nothing for two heartbeats is disconnected.
    """

    closed: bool

    def __init__(
        self,
        environ: dict[str, Any],
        message_max: int = 1024 * 1024,
        send_queue_max: int = 4 * 1024 * 1024,
        heartbeat: float = 20,
    ) -> None:
        accepted = environ["wsgi.websocket"]
        accepted.closed = True  # otherwise the library sends its own Close frame at the end
        super().__init__(environ, accepted.stream, accepted.handler)
        self.message_max = message_max
        self.send_queue_max = send_queue_max
        self.utf8validator = Utf8Validator()
        self.raw_write = self._write
        self._tcp = accepted.handler.socket
        self._send_queue: deque[memoryview] = deque()
        self._queued_bytes = 0
        self._writer: gevent.Greenlet | None = None
        self._message_size = 0
        self._alive = True
        self._heart = gevent.spawn(self._beat, heartbeat)

    def close(self, code: int = 1000, reason: str | bytes | None = "") -> None:
        """Send a Close frame; `receive` completes the closing handshake."""
        if self.closed:
            return
        reason = reason.encode() if isinstance(reason, str) else bytes(reason or b"")
        with suppress(WebSocketError):  # the client has disconnected
            self.send_frame(struct.pack("!H", code) + reason, self.OPCODE_CLOSE)
        self.closed = True

    def abort(self) -> None:
        """Drop the connection without a Close frame; `receive` returns None."""
        self.closed = True
        self._send_queue.clear()
        with suppress(OSError):
            self._tcp.shutdown(socket.SHUT_RDWR)

    def send(self, message: str | bytes | bytearray, binary: bool | None = None) -> None:
        """Send text or bytes. Never waits; does nothing after the end of the connection."""
        opcode = self.OPCODE_TEXT if isinstance(message, str) else self.OPCODE_BINARY
        with suppress(WebSocketError):
            self.send_frame(message, opcode)

    def send_encoded(self, frame: bytes) -> None:
        """Send a frame from `encode_text`. Never waits."""
        if not self.closed:
            with suppress(OSError):
                self._write(frame)

    def _write(self, frame: bytes | bytearray) -> None:
        """Pass the kernel what it accepts now, and queue the rest for the writer greenlet."""
        rest = memoryview(frame)
        if not self._send_queue:
            with suppress(BlockingIOError):
                rest = rest[self._tcp.send(frame, 0, 0.0) :]
            if not rest:
                return
        self._queued_bytes += len(rest)
        if self._queued_bytes > self.send_queue_max:
            self.abort()  # a Close frame would only wait in the queue too
            return
        self._send_queue.append(rest)
        if self._writer is None:
            self._writer = gevent.spawn(self._drain)

    def _drain(self) -> None:
        with suppress(OSError):
            while self._send_queue:
                self._tcp.sendall(self._send_queue[0])
                if self._send_queue:  # empty after an abort
                    self._queued_bytes -= len(self._send_queue.popleft())
        self._writer = None

    def receive(self) -> str | bytearray | None:
        """Return the next message, text or binary, or None at the end of the connection."""
        try:
            while not self.closed:
                message: str | bytearray | None = self.read_message()
                if not self.closed:
                    return message
                # The client sent this before it saw our Close frame, or this is its Close frame.
        except UnicodeError:
            self.close(1007, "not UTF-8")
        except ProtocolError as error:
            self.close(1002, str(error)[:123])
        except MessageTooBigError as error:
            self.close(1009, str(error))
        except OSError:
            self.abort()  # lost without a Close frame; WebSocketError is an OSError too
        self._heart.kill(block=False)
        self._hang_up()
        return None

    def _hang_up(self) -> None:
        """Let the client read our Close frame before TCP closes."""
        with gevent.Timeout(LINGER_SECONDS, False), suppress(OSError):
            if self._writer is not None:
                self._writer.join()
            self._tcp.shutdown(socket.SHUT_WR)
            while self._tcp.recv(65536):
                pass  # closing a socket with unread bytes resets the connection

    def read_frame(self) -> tuple[Header, bytes]:
        """Return the next frame's header and payload."""
        header = Header.decode_header(self.stream)
        self._alive = True
        if header.flags:
            raise ProtocolError("reserved bits are set")
        if not header.mask:
            raise ProtocolError("a client must mask its frames")
        if header.opcode in (self.OPCODE_TEXT, self.OPCODE_BINARY):
            self._message_size = 0
        if header.opcode < self.OPCODE_CLOSE:
            self._message_size += header.length
            if self._message_size > self.message_max:
                raise MessageTooBigError(f"over {self.message_max} bytes")
        payload = self.raw_read(header.length)
        if len(payload) != header.length:
            raise WebSocketError("connection lost within a frame")
        return header, unmask(payload, header.mask)

    def handle_close(self, header: Header, payload: bytes) -> None:
        """Answer a Close frame. A reason that is not UTF-8 is an error (RFC 6455, 5.5.1)."""
        payload[2:].decode()
        super().handle_close(header, payload)

    def _is_valid_close_code(self, code: int) -> bool:
        """Return whether a client may send this code (RFC 6455, 7.4, and IANA's registry)."""
        return 3000 <= code <= 4999 or (1000 <= code <= 1014 and code not in (1004, 1005, 1006))

    def _beat(self, interval: float) -> None:
        while self._alive and not self.closed:
            self._alive = False
            with suppress(WebSocketError):
                self.send_frame("", self.OPCODE_PING)
            gevent.sleep(interval)
        if not self.closed:
            self.abort()


class Utf8Validator:
    """gevent-websocket's validator, with Python's own decoder, which is in C."""

    def __init__(self) -> None:
        self.reset()

    def reset(self) -> None:
        """Start a message."""
        self._decoder = codecs.getincrementaldecoder("utf-8")()

    def validate(self, payload: bytes) -> tuple[bool, bool, int, int]:
        """Check the next part; return whether all is valid so far, and where it is not."""
        try:
            self._decoder.decode(payload)
        except UnicodeDecodeError as error:
            return False, False, error.start, error.start
        return True, True, len(payload), len(payload)


def encode_text(text: str) -> bytes:
    """Return the frame for a text, to send it to many connections."""
    payload = text.encode()
    header = Header.encode_header(True, WebSocket.OPCODE_TEXT, b"", len(payload), 0)
    return bytes(header) + payload


def unmask(payload: bytes, mask: bytes) -> bytes:
    """XOR a payload with its mask (RFC 6455, 5.3), as one operation on two long integers."""
    length = len(payload)
    repeated = (mask * (length // 4 + 1))[:length]
    number = int.from_bytes(payload, "big") ^ int.from_bytes(repeated, "big")
    return number.to_bytes(length, "big")
