"""What stands in front of the server of a side: it serves the page, and passes all else on.

The page asks it for itself and for everything else, on one origin. Paths that begin with /pitfall/
are answered here; the others go on to the server, and are recorded as they pass.

Some things are changed on the way, so that one can see what passes: nothing is compressed, each
HTTP request has a connection of its own, and its answer is passed on when it is whole. And cookies
get a name for each side.
"""

import contextlib
import http.client
import json
import mimetypes
import re
import socket
import socketserver
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from backends.shared.manifest import ROOT

from ..proxy import hang_up
from .frames import Frames

if TYPE_CHECKING:
    from .run import Run

FRONTEND = ROOT / "frontend"
MODULES = ROOT / ".nox" / "npm" / "node_modules"
"""An old client, for one, is not in the front end."""

OURS = "/pitfall/"
PAGE = "lab/run.html"
CHUNK = 16 * 1024
RECEIVE_BUFFER = 32 * 1024
"""Small, so that a server soon feels a client that does not read."""

NOT_PASSED_ON = ("connection", "sec-websocket-extensions", "accept-encoding", "cookie")
ANSWERED_AFRESH = ("connection", "transfer-encoding", "content-length", "set-cookie")


class RecordingProxy(socketserver.ThreadingTCPServer):
    """An origin that pages are served from."""

    daemon_threads = True
    allow_reuse_address = True
    request_queue_size = 100

    def __init__(self, run: "Run", port: int = 0) -> None:
        self.run = run
        super().__init__(("127.0.0.1", port), _Exchange)
        self.url = f"http://127.0.0.1:{self.server_address[1]}"
        threading.Thread(target=self.serve_forever, args=(0.02,), daemon=True).start()


class _Exchange(BaseHTTPRequestHandler):
    """One connection from a page: one request, or one WebSocket."""

    server: RecordingProxy
    protocol_version = "HTTP/1.1"

    def setup(self) -> None:
        super().setup()
        self.run = self.server.run
        self.record = self.run.timeline.add

    def log_message(self, *_: Any) -> None:
        """Say nothing: what matters is in the timeline."""

    def exchange(self) -> None:
        """Answer, or pass on."""
        self.close_connection = True
        with contextlib.suppress(ConnectionError):
            if self.path.startswith(OURS) and self._is_from_elsewhere():
                self._answer(403)
            elif self.path.startswith(OURS):
                self._ours(urlsplit(self.path).path.removeprefix(OURS))
            elif self.path == "/favicon.ico":
                self._answer(204)
            elif self.headers.get("Upgrade", "").lower() != "websocket":
                self._pass_on()
            elif self.run.network.strips_upgrade:
                del self.headers["Upgrade"]
                self._pass_on()
            else:
                self._tunnel()

    do_GET = do_POST = do_PUT = do_DELETE = do_OPTIONS = do_HEAD = exchange  # noqa: N815

    # The run's own.

    def _is_from_elsewhere(self) -> bool:
        """Tell whether another page that the reader has open meddles: it may read, at most."""
        site = self.headers.get("Sec-Fetch-Site", "same-origin")
        return self.command == "POST" and site != "same-origin"

    def _ours(self, name: str) -> None:
        if name == "info.json":
            about = {
                **self.run.about(),
                "title": self.run.pitfall.title,
                "server": self.run.url,
                "inPage": self.run.pitfall.in_page,
            }
            self._answer(200, json.dumps(about).encode(), "application/json")
        elif name == "events":
            self._stream_events()
        elif name == "client":
            for event in json.loads(self._body()):
                self.record("client", event["kind"], event["text"], event["at"])
            self._answer(204)
        elif name == "network":
            self._change_network(json.loads(self._body()))
            self._answer(204)
        else:
            self._file(name or PAGE)

    def _change_network(self, wanted: dict[str, Any]) -> None:
        """Change it; what lets bytes through is recorded before it does, what stops them after."""
        text = ", ".join(f"{name} {value}" for name, value in wanted.items())
        if "freeze" not in wanted:
            self.record("wire", "network", text)
        self.run.network.set(wanted)
        if "freeze" in wanted:
            self.record("wire", "network", text)

    def _file(self, name: str) -> None:
        if name == "script.js":
            path = self.run.pitfall.script
        else:
            root = MODULES if name.startswith(f"{MODULES.name}/") else FRONTEND
            path = (root / name.removeprefix(f"{MODULES.name}/")).resolve()
            if not path.is_relative_to(root) or not path.is_file():
                self._answer(404)
                return
        kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
        self._answer(200, path.read_bytes(), kind)

    def _stream_events(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Connection", "close")
        self.end_headers()
        follower = self.run.timeline.follow()
        while (event := follower.get()) is not None:
            data = json.dumps([event.at, event.lane, event.kind, event.text])
            self.wfile.write(f"data: {data}\n\n".encode())

    def _body(self) -> bytes:
        return self.rfile.read(int(self.headers.get("Content-Length", 0)))

    def _answer(self, status: int, body: bytes = b"", kind: str = "text/plain") -> None:
        self.send_response(status)
        self.send_header("Cache-Control", "no-store")
        self.send_header("Connection", "close")
        if status != 204:
            self.send_header("Content-Type", f"{kind}; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    # What goes on to the pitfall's server.

    def _headers(self) -> Iterator[tuple[str, str]]:
        """Yield the request's headers, with the cookies that this server has set.

        A browser keeps one set of cookies for all ports of a machine, so the two sides of a
        pitfall, side by side, would take each other's: here they have names of their own.
        """
        for name, value in self.headers.items():
            if name.lower() not in NOT_PASSED_ON:
                yield name, value
        prefix = f"p{self.run.server.port}-"
        cookies = re.split(r";\s*", self.headers.get("Cookie", ""))
        mine = [cookie.removeprefix(prefix) for cookie in cookies if cookie.startswith(prefix)]
        if mine:
            yield "Cookie", "; ".join(mine)

    def _set_cookie(self, value: str) -> str:
        return f"p{self.run.server.port}-{value}"

    def _pass_on(self) -> None:
        body = self._body()
        self.record("wire", "request", f"{self.command} {self.path} {shown(body)}".rstrip())
        self.run.network.let_through(self.path)
        upstream = http.client.HTTPConnection("127.0.0.1", self.run.server.port)
        try:
            upstream.putrequest(self.command, self.path, skip_host=True, skip_accept_encoding=True)
            for name, value in self._headers():
                upstream.putheader(name, value)
            upstream.putheader("Connection", "close")
            upstream.endheaders(body or None)
            self.run.network.join(self.path, upstream.sock, self.connection)
            response = upstream.getresponse()
            content = response.read()
            self.run.network.let_through(self.path)
            text = f"{response.status} {response.reason} {shown(content)}".rstrip()
            self.record("wire", "response", text)
            self._answer_with(response, content)
        except (http.client.HTTPException, OSError) as error:
            self.record("wire", "response", f"none: {type(error).__name__}")
        finally:
            self.run.network.leave(self.connection)
            if upstream.sock:
                self.run.network.leave(upstream.sock)
            upstream.close()

    def _answer_with(self, response: http.client.HTTPResponse, content: bytes) -> None:
        self.send_response_only(response.status, response.reason)
        for name, value in response.getheaders():
            if name.lower() == "set-cookie":
                self.send_header(name, self._set_cookie(value))
            elif name.lower() not in ANSWERED_AFRESH:
                self.send_header(name, value)
        self.send_header("Connection", "close")
        if response.status not in (204, 304):
            self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def _tunnel(self) -> None:
        """Pass a handshake on, and then bytes in both directions."""
        self.record("wire", "request", f"GET {self.path} (WebSocket)")
        network = self.run.network
        network.let_through(self.path)
        # The buffer's size counts before the connection is made.
        with socket.socket() as upstream:
            upstream.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, RECEIVE_BUFFER)
            lines = [f"{self.command} {self.path} HTTP/1.1"]
            lines += [f"{name}: {value}" for name, value in self._headers()]
            lines += ["Connection: Upgrade", "", ""]
            network.join(self.path, upstream, self.connection)
            try:
                upstream.connect(("127.0.0.1", self.run.server.port))
                upstream.sendall("\r\n".join(lines).encode("latin-1"))
                up = threading.Thread(target=self._up, args=(upstream,), daemon=True)
                up.start()
                self._down(upstream)
                up.join()
            except OSError as error:
                self.record("wire", "response", f"none: {type(error).__name__}")
            finally:
                network.leave(upstream, self.connection)

    def _up(self, upstream: socket.socket) -> None:
        """Pass on what the page sends, until it hangs up; then both ends are over."""
        frames = Frames(self._frame, up=True)
        with contextlib.suppress(OSError):
            try:
                while data := self.rfile.read1(CHUNK):
                    self.run.network.let_through(self.path)
                    frames.feed(data)
                    upstream.sendall(data)
            except (BrokenPipeError, ConnectionResetError):
                # The server reads no more, but what it has said last is still on its way down, and
                # a page with bytes on its way up that nobody takes would not get it.
                while self.rfile.read1(CHUNK):
                    pass
        frames.end()
        self.run.network.let_through(self.path)
        hang_up(upstream)

    def _down(self, upstream: socket.socket) -> None:
        """Pass on what the server sends, and its end."""
        upstream.settimeout(self.run.network.idle)
        frames = Frames(self._frame, up=False)
        try:
            head, rest = self._response_head(upstream)
            self.connection.sendall(head + rest)
            opened = head.startswith(b"HTTP/1.1 101")
            if opened:
                frames.feed(rest)
            while data := upstream.recv(CHUNK):
                self.run.network.let_through(self.path)
                if opened:
                    frames.feed(data)
                self.connection.sendall(data)
        except TimeoutError:
            text = f"the proxy ends it: {upstream.gettimeout():g} s without a byte from the server"
            self.record("wire", "network", text)
            hang_up(upstream)
            hang_up(self.connection)
        except OSError:
            pass  # somebody has hung up
        frames.end()
        self.run.network.let_through(self.path)
        with contextlib.suppress(OSError):
            self.connection.shutdown(socket.SHUT_WR)

    def _response_head(self, upstream: socket.socket) -> tuple[bytes, bytes]:
        data = b""
        while b"\r\n\r\n" not in data and (more := upstream.recv(CHUNK)):
            data += more
        self.run.network.let_through(self.path)
        head, end, rest = data.partition(b"\r\n\r\n")
        first, *lines = head.decode("latin-1").split("\r\n")
        # What a refusal says may come in chunks, whose sizes are no part of it.
        refusal = re.sub(rb"(^|\r\n)[0-9A-Fa-f]+\r\n", b"", rest)
        said = "" if first.startswith("HTTP/1.1 101") else shown(refusal)
        text = f"{first.partition(' ')[2]} {said}".rstrip()
        self.record("wire", "response", text or "none: the connection has ended")
        lines = [
            f"Set-Cookie: {self._set_cookie(line.partition(':')[2].strip())}"
            if line.lower().startswith("set-cookie:")
            else line
            for line in lines
        ]
        return "\r\n".join([first, *lines]).encode("latin-1") + end, rest

    def _frame(self, kind: str, text: str) -> None:
        self.record("wire", kind, text)


def shown(body: bytes) -> str:
    """Return a body as a timeline shows it: a page is not shown."""
    if body[:1] == b"<" or b"\x00" in body:
        return ""
    return body.decode("utf-8", "replace").replace("\x1e", " ␞ ").strip()
