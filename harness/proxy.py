"""A TCP proxy that a test can cut. It then ends every connection, like a network that fails.

It passes bytes on and knows no protocol. The lab's recording proxy, in contrast, reads HTTP and
frames to record them.
"""

import contextlib
import socket
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

CHUNK = 64 * 1024


class Proxy(socketserver.ThreadingTCPServer):
    """Passes bytes on between clients and one server, until it is cut."""

    daemon_threads = True

    def __init__(self, url: str) -> None:
        super().__init__(("127.0.0.1", 0), _Connection)
        self.point_to(url)
        self.url = f"http://127.0.0.1:{self.server_address[1]}"
        self.lock = threading.Lock()
        self.passing = True
        self.ends: set[socket.socket] = set()

    def point_to(self, url: str) -> None:
        """Pass new connections on to this server."""
        self.target = (urlsplit(url).hostname, urlsplit(url).port)

    def cut(self) -> None:
        """End every connection, and accept no new ones."""
        with self.lock:
            self.passing = False
            for end in self.ends:
                hang_up(end)

    def mend(self) -> None:
        """Accept connections again."""
        with self.lock:
            self.passing = True


class _Connection(socketserver.BaseRequestHandler):
    """A client's connection, and its connection to the server."""

    server: Proxy

    def handle(self) -> None:
        client: socket.socket = self.request
        try:
            connection = socket.create_connection(self.server.target)
        except OSError:
            return  # no server: the client's connection is closed too
        with connection as server:
            ends = {client, server}
            with self.server.lock:
                if not self.server.passing:
                    return
                self.server.ends |= ends
            back = threading.Thread(target=pass_on, args=(server, client), daemon=True)
            back.start()
            pass_on(client, server)
            back.join()
            with self.server.lock:
                self.server.ends -= ends


def pass_on(source: socket.socket, target: socket.socket) -> None:
    """Pass bytes on until one end closes, then close both."""
    with contextlib.suppress(OSError):
        while data := source.recv(CHUNK):
            target.sendall(data)
    hang_up(source)
    hang_up(target)


def hang_up(end: socket.socket) -> None:
    """Shut down a connection, unless it is closed already."""
    with contextlib.suppress(OSError):
        end.shutdown(socket.SHUT_RDWR)


@contextmanager
def proxy(url: str) -> Iterator[Proxy]:
    """Run a proxy in front of a server."""
    with Proxy(url) as running:
        thread = threading.Thread(target=running.serve_forever, args=(0.01,), daemon=True)
        thread.start()
        try:
            yield running
        finally:
            running.cut()
            running.shutdown()
