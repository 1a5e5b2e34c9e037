"""A Socket.IO client that checks no contract and keeps everything that arrives, in order."""

import threading
from typing import Any

from .base import TIMEOUT
from .library import Library


class SocketIOPeer:
    """One connection to one namespace."""

    def __init__(
        self,
        url: str,
        namespace: str = "/",
        *,
        auth: Any = None,
        headers: dict[str, str] | None = None,
        transport: str = "websocket",
    ) -> None:
        """Connect, or raise the library's error."""
        self.namespace = namespace
        self.log: list[str] = []
        self.reason: str | None = None
        """The library's reason for the end of the connection; None while it is open."""
        self.library = Library()
        self._changed = threading.Condition()
        self._inbox: list[tuple[str, tuple[Any, ...]]] = []
        self.library.on("*", self._take, namespace=namespace)
        self.library.on("disconnect", self._ended, namespace=namespace)
        try:
            self.library.connect(
                url,
                headers=headers or {},
                auth=auth,
                transports=[transport],
                namespaces=[namespace],
                wait_timeout=TIMEOUT,
            )
        except BaseException:
            self.library.hang_up()  # the caller gets no peer to close
            raise

    @property
    def sid(self) -> str:
        """The connection's id in its namespace."""
        return str(self.library.get_sid(self.namespace))

    def on(self, event: str, handler: Any) -> None:
        """Handle an event. The handler's return value acknowledges it."""
        self.library.on(event, handler, namespace=self.namespace)

    def emit(self, event: str, *arguments: Any) -> None:
        """Send an event; `peer.emit("add", 1, 2)` has two arguments."""
        self.log.append(f">> {event} {arguments!r}")
        self.library.emit(event, arguments, namespace=self.namespace)

    def call(self, event: str, *arguments: Any, timeout: float = TIMEOUT) -> Any:
        """Send an event and return its acknowledgement: one value, or a tuple of several."""
        self.log.append(f">> {event} {arguments!r} ?")
        answer = self.library.call(event, arguments, namespace=self.namespace, timeout=timeout)
        self.log.append(f"<< {event} ! {answer!r}")
        return answer

    def expect(self, event: str) -> Any:
        """Wait for the next event of this name; return its argument, or a tuple of several."""

        def find() -> int | None:
            names = [name for name, _ in self._inbox]
            return names.index(event) if event in names else None

        with self._changed:
            self._changed.wait_for(lambda: find() is not None or self.reason, TIMEOUT)
            index = find()
            assert index is not None, f"no {event!r} came; disconnected: {self.reason}"
            arguments = self._inbox.pop(index)[1]
        return arguments[0] if len(arguments) == 1 else arguments

    def received(self, event: str) -> list[Any]:
        """Return the arguments of the events of this name that `expect` has not returned yet."""
        with self._changed:
            return [arguments for name, arguments in self._inbox if name == event]

    def expect_disconnect(self) -> str:
        """Wait until the connection ends, and return the reason."""
        with self._changed:
            self._changed.wait_for(lambda: self.reason, TIMEOUT)
        assert self.reason is not None, "still connected"
        return self.reason

    def close(self) -> None:
        """Ask the server to close, and wait until it has."""
        if self.reason is None:
            self.library.send_close()
            self.expect_disconnect()
        self.library.hang_up()

    def _take(self, event: str, *arguments: Any) -> None:
        self.log.append(f"<< {event} {arguments!r}")
        with self._changed:
            self._inbox.append((event, arguments))
            self._changed.notify_all()

    def _ended(self, reason: str) -> None:
        self.log.append(f"-- {reason}")
        with self._changed:
            self.reason = reason
            self._changed.notify_all()
