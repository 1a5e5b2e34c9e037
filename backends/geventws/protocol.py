"""A gevent-websocket connection that can be relied on. Needs nothing else of this project: copy it.

gevent-websocket 0.10.1 does the handshake and parses frames; the rest of RFC 6455 is left to you.
`Connection` takes the library's socket over and answers, in this order:

- `close()`: the library never sends a close code; the RFC (5.5.1) puts it in front of the reason.
- `send()`: two greenlets that send at once tear each other's frames, and a client that does not
  read stops whoever sends to it. Here nobody waits: what the kernel does not take at once is left
  to one writer greenlet, and a client for whom more than `send_queue_max` bytes wait is cut off.
- `receive()`: what comes after the end is an exception in the library, here it is None. Before the
  TCP connection is closed the client gets time to read the Close frame, or a reset would eat it.
- `read_frame()`: the library reserves whatever length a header claims, takes unmasked frames (the
  RFC forbids them, 5.1) and unmasks byte by byte in Python, while every other client waits.
- `handle_close()`: the library echoes a reason that ends within a character.
- `Utf8Validator`: the library's walks through the bytes in Python too.
- `_is_valid_close_code()`: the library refuses 1012 to 1014, and takes codes from 5000 on.
- `_beat()`: the library never pings, so a client that vanishes stays for ever.
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
"""How long the client may take to read a Close frame and to hang up."""


class MessageTooBigError(Exception):
    """A message is larger than this connection takes."""


class Connection(WebSocket):  # type: ignore[misc]  # the library has no types
    """A WebSocket that any greenlet may send on, with limits, close codes and a heartbeat.

    Create it at the start of a handler, from the request's WSGI environ. `message_max` and
    `send_queue_max` are in bytes; `heartbeat` is the number of seconds between two pings. A client
    that has been silent for two heartbeats is disconnected.
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
        accepted.closed = True  # the library's own object: it must send no Close of its own
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
        """Send a Close frame; `receive` does the rest of the closing handshake."""
        if self.closed:
            return
        reason = reason.encode() if isinstance(reason, str) else bytes(reason or b"")
        with suppress(WebSocketError):  # the client has gone first
            self.send_frame(struct.pack("!H", code) + reason, self.OPCODE_CLOSE)
        self.closed = True

    def abort(self) -> None:
        """Cut the connection: `receive` returns None, no Close frame is sent."""
        self.closed = True
        self._send_queue.clear()
        with suppress(OSError):
            self._tcp.shutdown(socket.SHUT_RDWR)

    def send(self, message: str | bytes | bytearray, binary: bool | None = None) -> None:
        """Send text or bytes; never waits, and does nothing once the connection is over."""
        opcode = self.OPCODE_TEXT if isinstance(message, str) else self.OPCODE_BINARY
        with suppress(WebSocketError):
            self.send_frame(message, opcode)

    def send_encoded(self, frame: bytes) -> None:
        """Send what `encode_text` has made; never waits."""
        if not self.closed:
            with suppress(OSError):
                self._write(frame)

    def _write(self, frame: bytes | bytearray) -> None:
        """Give the kernel what it takes now, and the rest to the writer greenlet."""
        rest = memoryview(frame)
        if not self._send_queue:
            with suppress(BlockingIOError):
                rest = rest[self._tcp.send(frame, 0, 0.0) :]
            if not rest:
                return
        self._queued_bytes += len(rest)
        if self._queued_bytes > self.send_queue_max:
            self.abort()  # a Close frame would only be the next to wait
            return
        self._send_queue.append(rest)
        if self._writer is None:
            self._writer = gevent.spawn(self._drain)

    def _drain(self) -> None:
        with suppress(OSError):
            while self._send_queue:
                self._tcp.sendall(self._send_queue[0])
                if self._send_queue:  # else aborted meanwhile
                    self._queued_bytes -= len(self._send_queue.popleft())
        self._writer = None

    def receive(self) -> str | bytearray | None:
        """Return the next message, text or binary; None once the connection is over."""
        try:
            while not self.closed:
                message: str | bytearray | None = self.read_message()
                if not self.closed:
                    return message
                # Sent before the client saw our Close, or the client's own Close.
        except UnicodeError:
            self.close(1007, "not UTF-8")
        except ProtocolError as error:
            self.close(1002, str(error)[:123])
        except MessageTooBigError as error:
            self.close(1009, str(error))
        except OSError:
            self.abort()  # gone without a Close frame; geventwebsocket's error is an OSError too
        self._heart.kill(block=False)
        self._hang_up()
        return None

    def _hang_up(self) -> None:
        """Let the client read our Close frame before TCP is closed."""
        with gevent.Timeout(LINGER_SECONDS, False), suppress(OSError):
            if self._writer is not None:
                self._writer.join()
            self._tcp.shutdown(socket.SHUT_WR)
            while self._tcp.recv(65536):
                pass  # a socket closed with bytes unread is reset

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
        """Answer a Close frame; a reason that is not UTF-8 is an error (RFC 6455, 5.5.1)."""
        payload[2:].decode()
        super().handle_close(header, payload)

    def _is_valid_close_code(self, code: int) -> bool:
        """Tell whether a client may send this code (RFC 6455, 7.4, and IANA's registry)."""
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
    """What gevent-websocket asks of a validator, on the decoder that Python has in C."""

    def __init__(self) -> None:
        self.reset()

    def reset(self) -> None:
        """Begin a message."""
        self._decoder = codecs.getincrementaldecoder("utf-8")()

    def validate(self, payload: bytes) -> tuple[bool, bool, int, int]:
        """Take a part; return whether all is well so far, and where it is not."""
        try:
            self._decoder.decode(payload)
        except UnicodeDecodeError as error:
            return False, False, error.start, error.start
        return True, True, len(payload), len(payload)


def encode_text(text: str) -> bytes:
    """Return the frame for a text, to be sent to many connections."""
    payload = text.encode()
    header = Header.encode_header(True, WebSocket.OPCODE_TEXT, b"", len(payload), 0)
    return bytes(header) + payload


def unmask(payload: bytes, mask: bytes) -> bytes:
    """Return a payload XORed with its mask (RFC 6455, 5.3): one operation on two long integers."""
    length = len(payload)
    repeated = (mask * (length // 4 + 1))[:length]
    number = int.from_bytes(payload, "big") ^ int.from_bytes(repeated, "big")
    return number.to_bytes(length, "big")
