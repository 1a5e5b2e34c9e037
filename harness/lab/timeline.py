"""What happened, when and where: the events of a page, the wire and a server, sorted by time."""

import queue
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

Lane = Literal["client", "wire", "server"]

TIMEOUT = 20.0
SHOWN = 400
"""How many characters of a text are kept."""


@dataclass(frozen=True)
class Event:
    """One thing that happened.

    `at` is in milliseconds since the epoch. Page, proxy and server run on one machine, so they have
    the same clock. A client's kinds are open, sent, message, close, error, note, done and failed;
    the wire's are request, response, up (a frame to the server), down (a frame to the client),
    malformed (bytes that are not a frame) and network (a change of the network); a server's kind is
    log, a line that it printed. `source` is the connection: its name in the script, or its number
    on the wire.
    """

    at: float
    lane: Lane
    kind: str
    text: str
    source: str = ""


class Timeline:
    """All events of one run, and a place to wait for them."""

    def __init__(self) -> None:
        self._events: list[Event] = []
        self._changed = threading.Condition()
        self._followers: list[queue.SimpleQueue[Event | None]] = []
        self._over = False

    def add(
        self, lane: Lane, kind: str, text: str, at: float | None = None, source: str = ""
    ) -> None:
        """Add an event; by default it happens now."""
        shown = text if len(text) <= SHOWN else f"{text[:SHOWN]}… ({len(text)} characters)"
        event = Event(time.time() * 1000 if at is None else at, lane, kind, shown, source)
        with self._changed:
            self._events.append(event)
            for follower in self._followers:
                follower.put(event)
            self._changed.notify_all()

    def follow(self) -> "queue.SimpleQueue[Event | None]":
        """Return a queue of all events, past and future; None marks the end."""
        follower: queue.SimpleQueue[Event | None] = queue.SimpleQueue()
        with self._changed:
            for event in self._events:
                follower.put(event)
            if self._over:
                follower.put(None)
            else:
                self._followers.append(follower)
        return follower

    def end(self) -> None:
        """Tell the followers that no more events will come."""
        with self._changed:
            self._over = True
            for follower in self._followers:
                follower.put(None)
            self._followers.clear()

    def all(self) -> list[Event]:
        """Return the events so far, sorted by time."""
        with self._changed:
            return sorted(self._events, key=lambda event: event.at)

    def seen(self, lane: Lane, text: str = "", kind: str = "") -> list[Event]:
        """Return the events of a lane that contain this text, sorted by time."""
        return [
            event
            for event in self.all()
            if event.lane == lane and text in event.text and kind in ("", event.kind)
        ]

    def expect(self, lane: Lane, text: str = "", kind: str = "", count: int = 1) -> Event:
        """Wait until there are `count` such events, and return the last of them.

        The wait also ends when the script fails, because nothing more will come then.
        """
        self.wait_until(
            lambda: (
                len(self.seen(lane, text, kind)) >= count
                or bool(self.seen("client", kind="failed"))
            )
        )
        found = self.seen(lane, text, kind)
        assert len(found) >= count, (
            f"{len(found)} of {count} {lane} {kind or 'events'} with {text!r}"
        )
        return found[count - 1]

    def wait_until(self, predicate: Callable[[], bool]) -> bool:
        """Check the predicate after each event; return False if it never becomes true."""
        with self._changed:
            return self._changed.wait_for(predicate, TIMEOUT)

    def lines(self) -> list[str]:
        """Return the events as lines to read, with milliseconds since the first."""
        events = self.all()
        return [
            f"{event.at - events[0].at:8.1f} {event.lane:6} {event.kind:8} {event.text}"
            for event in events
        ]
