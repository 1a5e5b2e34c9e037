"""A TCP proxy that tests pull the plug of: what a tunnel does to the connections in a train."""

import contextlib
import socket
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

CHUNK = 64 * 1024


class Proxy(socketserver.ThreadingTCPServer):
    """Passes bytes on between pages and one server, until it is cut."""

    daemon_threads = True

    def __init__(self, url: str) -> None:
        super().__init__(("127.0.0.1", 0), _Connection)
        self.point_to(url)
        self.url = f"http://127.0.0.1:{self.server_address[1]}"
        self.lock = threading.Lock()
        self.passing = True
        self.ends: set[socket.socket] = set()

    def point_to(self, url: str) -> None:
        """Pass what comes from now on to this server."""
        self.target = (urlsplit(url).hostname, urlsplit(url).port)

    def cut(self) -> None:
        """End every connection, and let none through from now on."""
        with self.lock:
            self.passing = False
            for end in self.ends:
                hang_up(end)

    def mend(self) -> None:
        """Let connections through again."""
        with self.lock:
            self.passing = True


class _Connection(socketserver.BaseRequestHandler):
    """One connection from a page, and the one to the server that belongs to it."""

    server: Proxy

    def handle(self) -> None:
        page: socket.socket = self.request
        try:
            connection = socket.create_connection(self.server.target)
        except OSError:
            return  # no server: the page is told as it would be by the server's machine
        with connection as server:
            ends = {page, server}
            with self.server.lock:
                if not self.server.passing:
                    return
                self.server.ends |= ends
            back = threading.Thread(target=pass_on, args=(server, page), daemon=True)
            back.start()
            pass_on(page, server)
            back.join()
            with self.server.lock:
                self.server.ends -= ends


def pass_on(source: socket.socket, target: socket.socket) -> None:
    """Pass bytes on until either end is gone; then both are."""
    with contextlib.suppress(OSError):
        while data := source.recv(CHUNK):
            target.sendall(data)
    hang_up(source)
    hang_up(target)


def hang_up(end: socket.socket) -> None:
    """Shut a connection down, if there still is one."""
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
