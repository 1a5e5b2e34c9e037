"""The proxy between a page and the server of a side: it records what passes, and adds a page.

All requests of a page come here, on one origin. Paths that begin with /pitfall/ go to a handler
(see `run_pages`), all others to the server.

Python's `http.server` reads requests and writes responses, and `http.client` talks to the server.
The tunnel of a WebSocket is our own code, because it needs what HTTP servers such as aiohttp hide:
the bytes exactly as they arrive, half-closed connections, and a stop at any byte. HTTP requests
come to the same port, so they do not use aiohttp either. A response goes to the page when all of it
has arrived, each HTTP request has its own connection, and nothing is compressed, so that the
timeline can show it.

Cookies get a prefix for each side. Browsers keep one set of cookies for all ports of a host, so
`broken` and `fixed`, side by side, would overwrite each other's. A hostname for each side
(`broken.localhost`) does not work: to browsers, each such name is a different site from the lab's,
so they send no cookies that are `SameSite=Lax`, the default, to a frame there. A common parent
(`broken.lab.localhost`) would solve that, but two pitfalls are about pages on 127.0.0.1 and servers
on localhost, and only work under exactly these names.
"""

import contextlib
import http.client
import itertools
import re
import socket
import socketserver
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler
from typing import Any

from ..proxy import hang_up
from .frames import Frames
from .network import Network
from .timeline import Timeline

OURS = "/pitfall/"
CHUNK = 16 * 1024
RECEIVE_BUFFER = 32 * 1024
"""Small, so that a server soon notices a client that does not read."""

HEADERS_NOT_FORWARDED = ("connection", "sec-websocket-extensions", "accept-encoding", "cookie")
HEADERS_REPLACED = ("connection", "transfer-encoding", "content-length", "set-cookie")


class RecordingProxy(socketserver.ThreadingTCPServer):
    """An origin that serves pages."""

    daemon_threads = True
    allow_reuse_address = True
    request_queue_size = 100

    def __init__(
        self,
        timeline: Timeline,
        network: Network,
        upstream: Callable[[], int],
        pages: Callable[["Exchange"], None],
    ) -> None:
        """Listen on a free port.

        `upstream` returns the port of the server; `pages` answers requests for /pitfall/.
        """
        self.add = timeline.add
        self.numbers = itertools.count(1)
        self.network = network
        self.upstream = upstream
        self.pages = pages
        super().__init__(("127.0.0.1", 0), Exchange)
        self.url = f"http://127.0.0.1:{self.server_address[1]}"
        threading.Thread(target=self.serve_forever, args=(0.02,), daemon=True).start()


class Exchange(BaseHTTPRequestHandler):
    """One connection from a page: one request, or one WebSocket."""

    server: RecordingProxy
    protocol_version = "HTTP/1.1"

    def setup(self) -> None:
        """Keep the proxy's network."""
        super().setup()
        self.network = self.server.network

    def record(self, kind: str, text: str) -> None:
        """Add an event to the timeline."""
        self.server.add("wire", kind, text, source=self.number)

    def log_message(self, *_: Any) -> None:
        """Do not log: the timeline has everything."""

    def exchange(self) -> None:
        """Answer the request, or forward it."""
        self.close_connection = True
        with contextlib.suppress(ConnectionError):
            if self.path.startswith(OURS):
                self.server.pages(self)
            elif self.path == "/favicon.ico":
                self.answer(204)
            else:
                self._forward()

    do_GET = do_POST = do_PUT = do_DELETE = do_OPTIONS = do_HEAD = exchange  # noqa: N815

    def body(self) -> bytes:
        """Read the request's body."""
        return self.rfile.read(int(self.headers.get("Content-Length", 0)))

    def answer(self, status: int, body: bytes = b"", content_type: str = "text/plain") -> None:
        """Send a response that is not the server's."""
        self.send_response(status)
        self.send_header("Cache-Control", "no-store")
        self.send_header("Connection", "close")
        if status != 204:
            self.send_header("Content-Type", f"{content_type}; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _headers(self) -> Iterator[tuple[str, str]]:
        """Yield the headers to forward, with only the cookies that this side has set."""
        for name, value in self.headers.items():
            if name.lower() not in HEADERS_NOT_FORWARDED:
                yield name, value
        cookies = re.split(r";\s*", self.headers.get("Cookie", ""))
        prefix = self._cookie_prefix()
        own = [cookie.removeprefix(prefix) for cookie in cookies if cookie.startswith(prefix)]
        if own:
            yield "Cookie", "; ".join(own)

    def _cookie_prefix(self) -> str:
        return f"p{self.server.upstream()}-"

    def _set_cookie(self, value: str) -> str:
        return self._cookie_prefix() + value.strip()

    def _forward(self) -> None:
        """Forward a request, and record it under a number."""
        self.number = str(next(self.server.numbers))
        if self.headers.get("Upgrade", "").lower() != "websocket":
            self._exchange_http()
        elif self.network.strips_upgrade:
            del self.headers["Upgrade"]
            self._exchange_http()
        else:
            self._tunnel()

    def _exchange_http(self) -> None:
        """Forward a request, and the response when all of it has arrived."""
        body = self.body()
        self.record("request", f"{self.command} {self.path} {shown(body)}".rstrip())
        self.network.let_through(self.path)
        upstream = http.client.HTTPConnection("127.0.0.1", self.server.upstream())
        try:
            upstream.putrequest(self.command, self.path, skip_host=True, skip_accept_encoding=True)
            for name, value in self._headers():
                upstream.putheader(name, value)
            upstream.putheader("Connection", "close")
            upstream.endheaders(body or None)
            self.network.join(self.path, upstream.sock, self.connection)
            response = upstream.getresponse()
            content = response.read()
            self.network.let_through(self.path)
            text = f"{response.status} {response.reason} {shown(content)}".rstrip()
            self.record("response", text)
            self._send_response(response, content)
        except (http.client.HTTPException, OSError) as error:
            self.record("response", f"none: {type(error).__name__}")
        finally:
            self.network.leave(self.connection)
            if upstream.sock:
                self.network.leave(upstream.sock)
            upstream.close()

    def _send_response(self, response: http.client.HTTPResponse, content: bytes) -> None:
        self.send_response_only(response.status, response.reason)
        for name, value in response.getheaders():
            if name.lower() == "set-cookie":
                self.send_header(name, self._set_cookie(value))
            elif name.lower() not in HEADERS_REPLACED:
                self.send_header(name, value)
        self.send_header("Connection", "close")
        if response.status not in (204, 304):
            self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def _tunnel(self) -> None:
        """Forward a handshake, and then the bytes of both directions."""
        self.record("request", f"GET {self.path} (WebSocket)")
        self.network.let_through(self.path)
        # The size of this buffer takes effect only if it is set before the connection is made.
        with socket.socket() as upstream:
            upstream.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, RECEIVE_BUFFER)
            lines = [f"{self.command} {self.path} HTTP/1.1"]
            lines += [f"{name}: {value}" for name, value in self._headers()]
            lines += ["Connection: Upgrade", "", ""]
            self.network.join(self.path, upstream, self.connection)
            try:
                upstream.connect(("127.0.0.1", self.server.upstream()))
                upstream.sendall("\r\n".join(lines).encode("latin-1"))
                up = threading.Thread(target=self._up, args=(upstream,), daemon=True)
                up.start()
                self._down(upstream)
                up.join()
            except OSError as error:
                self.record("response", f"none: {type(error).__name__}")
            finally:
                self.network.leave(upstream, self.connection)

    def _up(self, upstream: socket.socket) -> None:
        """Forward what the page sends, until it hangs up; then close the server's connection."""
        frames = Frames(self.record, up=True)
        with contextlib.suppress(OSError):
            try:
                while data := self.rfile.read1(CHUNK):
                    self.network.let_through(self.path)
                    frames.feed(data)
                    upstream.sendall(data)
            except (BrokenPipeError, ConnectionResetError):
                # The server reads no more, but its last bytes are still on their way to the page,
                # which would lose them if we closed with unread bytes: read everything.
                while self.rfile.read1(CHUNK):
                    pass
        frames.end()
        self.network.let_through(self.path)
        hang_up(upstream)

    def _down(self, upstream: socket.socket) -> None:
        """Forward what the server sends, and its end of the connection."""
        upstream.settimeout(self.network.idle)
        frames = Frames(self.record, up=False)
        try:
            head, rest = self._response_head(upstream)
            self.connection.sendall(head + rest)
            opened = head.startswith(b"HTTP/1.1 101")
            if opened:
                frames.feed(rest)
            while data := upstream.recv(CHUNK):
                self.network.let_through(self.path)
                if opened:
                    frames.feed(data)
                self.connection.sendall(data)
        except TimeoutError:
            silence = f"no byte from the server for {upstream.gettimeout():g} s"
            self.record("network", f"the proxy closes the connection: {silence}")
            hang_up(upstream)
            hang_up(self.connection)
        except OSError:
            pass  # one of the two has closed its connection
        frames.end()
        self.network.let_through(self.path)
        with contextlib.suppress(OSError):
            self.connection.shutdown(socket.SHUT_WR)

    def _response_head(self, upstream: socket.socket) -> tuple[bytes, bytes]:
        data = b""
        while b"\r\n\r\n" not in data and (more := upstream.recv(CHUNK)):
            data += more
        head, end, rest = data.partition(b"\r\n\r\n")
        while not _is_whole(head, rest) and (more := upstream.recv(CHUNK)):
            rest += more
        self.network.let_through(self.path)
        first, *lines = head.decode("latin-1").split("\r\n")
        # The body of a rejection may come in chunks: remove their sizes.
        rejection = re.sub(rb"(^|\r\n)[0-9A-Fa-f]+\r\n", b"", rest)
        reason = "" if first.startswith("HTTP/1.1 101") else shown(rejection)
        text = f"{first.partition(' ')[2]} {reason}".rstrip()
        self.record("response", text or "none: the connection has ended")
        lines = [
            f"Set-Cookie: {self._set_cookie(line.partition(':')[2])}"
            if line.lower().startswith("set-cookie:")
            else line
            for line in lines
        ]
        return "\r\n".join([first, *lines]).encode("latin-1") + end, rest


def _is_whole(head: bytes, body: bytes) -> bool:
    """Tell whether all of a rejection's body has arrived; a 101 has none."""
    if length := re.search(rb"^content-length: *(\d+)", head, re.IGNORECASE | re.MULTILINE):
        return len(body) >= int(length[1])
    return b"chunked" not in head.lower() or body.endswith(b"0\r\n\r\n")


def shown(body: bytes) -> str:
    """Return a body as a timeline shows it; HTML and binary data are left out."""
    if body[:1] == b"<" or b"\x00" in body:
        return ""
    return body.decode("utf-8", "replace").replace("\x1e", " ␞ ").strip()
