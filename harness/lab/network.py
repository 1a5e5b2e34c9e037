"""The network between a page and a pitfall's server, which a script can disturb."""

import socket
import threading
from collections.abc import Mapping
from typing import Any

from ..proxy import hang_up


class Network:
    """Decides whether the bytes of a run's connections may pass.

    All settings name connections by a part of their path, such as `/ws/slow`; "" means all.
    """

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._frozen: set[str] = set()
        self._ends: dict[socket.socket, str] = {}
        self._over = False
        self.idle: float | None = None
        self.strips_upgrade = False

    def change(self, wanted: Mapping[str, Any]) -> None:
        """Change the network, as a script asks.

        - `freeze`: the bytes of these connections stop, in both directions, and neither end notices
        - `thaw`: their bytes move again
        - `cut`: these connections end, without a closing handshake
        - `idle`: connections that open after this end when the server sends nothing for this many
          seconds, as behind a proxy with a timeout
        - `strips_upgrade`: act as a proxy that does not support WebSockets
        """
        with self._changed:
            if "freeze" in wanted:
                self._frozen.add(wanted["freeze"])
            if "thaw" in wanted:
                self._frozen.discard(wanted["thaw"])
            if "cut" in wanted:
                for end, target in self._ends.items():
                    if wanted["cut"] in target:
                        hang_up(end)
            self.idle = wanted.get("idle", self.idle)
            self.strips_upgrade = wanted.get("strips_upgrade", self.strips_upgrade)
            self._changed.notify_all()

    def let_through(self, target: str) -> None:
        """Wait while this connection is frozen."""
        with self._changed:
            self._changed.wait_for(
                lambda: self._over or not any(part in target for part in self._frozen)
            )

    def join(self, target: str, *ends: socket.socket) -> None:
        """Add the two ends of a connection."""
        with self._changed:
            self._ends |= dict.fromkeys(ends, target)

    def leave(self, *ends: socket.socket) -> None:
        """Remove a connection's ends, which may be closed after this."""
        with self._changed:
            for end in ends:
                self._ends.pop(end, None)

    def stop(self) -> None:
        """End every connection."""
        with self._changed:
            self._over = True
            for end in self._ends:
                hang_up(end)
            self._changed.notify_all()
