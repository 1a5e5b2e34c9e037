"""What happened, when and where: a page's, the wire's and a server's events in one order."""

import json
import queue
import threading
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Literal

Lane = Literal["client", "wire", "server"]

TIMEOUT = 20.0
SHOWN = 400
"""So many characters of a text are kept."""

KEPT = 150
"""So many events are written to a file: the first ones."""

OVER = ("done", "failed")
"""The kinds of a page's last event: its play has come to its end, or threw an error."""


@dataclass(frozen=True)
class Event:
    """One thing that happened.

    `at` is in milliseconds since the epoch, as it is on the same machine's clock for all three.
    A client's kinds are open, sent, message, close, error, note, done and failed; the wire's are
    request, response, up (a frame to the server), down (one to the client), torn (bytes that are
    no frame) and network (what was done to it); a server's is log, a line that it printed.
    """

    at: float
    lane: Lane
    kind: str
    text: str


class Timeline:
    """All events of one run, and a place to wait for them."""

    def __init__(self) -> None:
        self._events: list[Event] = []
        self._changed = threading.Condition()
        self._followers: list[queue.SimpleQueue[Event | None]] = []
        self._over = False

    def add(self, lane: Lane, kind: str, text: str, at: float | None = None) -> None:
        """Take an event; without a time it is now."""
        shown = text if len(text) <= SHOWN else f"{text[:SHOWN]}… ({len(text)} characters)"
        event = Event(time.time() * 1000 if at is None else at, lane, kind, shown)
        with self._changed:
            self._events.append(event)
            for follower in self._followers:
                follower.put(event)
            self._changed.notify_all()

    def follow(self) -> "queue.SimpleQueue[Event | None]":
        """Return a queue that gets what has happened and what will; None is the end."""
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
        """Tell those who follow that nothing more will come."""
        with self._changed:
            self._over = True
            for follower in self._followers:
                follower.put(None)
            self._followers.clear()

    def all(self) -> list[Event]:
        """Return what has happened so far, in the order of time."""
        with self._changed:
            return sorted(self._events, key=lambda event: event.at)

    def seen(self, lane: Lane, text: str = "", kind: str = "") -> list[Event]:
        """Return the events of a lane, in the order of time, that have this text in theirs."""
        return [
            event
            for event in self.all()
            if event.lane == lane and text in event.text and kind in ("", event.kind)
        ]

    def expect(self, lane: Lane, text: str = "", kind: str = "", count: int = 1) -> Event:
        """Wait until there are so many such events, and return the last of them.

        A play that throws an error ends the wait, unless that is what is waited for.
        """

        def there() -> bool:
            return len(self.seen(lane, text, kind)) >= count or (
                bool(self.seen("client", kind="failed"))
            )

        with self._changed:
            self._changed.wait_for(there, TIMEOUT)
        found = self.seen(lane, text, kind)
        assert len(found) >= count, (
            f"{len(found)} of {count} {lane} {kind or 'events'} with {text!r}"
        )
        return found[count - 1]

    def lines(self) -> list[str]:
        """Return the events as lines for people, with milliseconds since the first."""
        events = self.all()
        return [
            f"{event.at - events[0].at:8.1f} {event.lane:6} {event.kind:8} {event.text}"
            for event in events
        ]

    def to_json(self, **about: Any) -> dict[str, Any]:
        """Return it for a file: times in milliseconds since the play began.

        `more` is how many events there were beyond those that are kept.
        """
        events = [
            event
            for event in self.all()
            # A traceback's frames name paths of this machine, and its last line says it all.
            if not (event.lane == "server" and event.text.startswith((" ", "Traceback")))
        ]
        begin = next((event.at for event in events if event.lane == "client"), 0.0)
        shown = [event for event in events if event.at >= begin or event.lane != "wire"]
        return {
            **about,
            "more": max(0, len(shown) - KEPT),
            "events": [
                {**asdict(event), "at": round(event.at - begin, 1)} for event in shown[:KEPT]
            ],
        }

    def save(self, path: Path, **about: Any) -> None:
        """Write it to a file."""
        path.parent.mkdir(parents=True, exist_ok=True)
        text = json.dumps(self.to_json(**about), ensure_ascii=False, indent=1)
        path.write_text(f"{text}\n", encoding="utf-8")
