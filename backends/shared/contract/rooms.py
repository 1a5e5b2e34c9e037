"""Chat rooms: who is in them, what was said, and what a client missed while it was away.

`Rooms` decides; the backend sends. Each method takes what a client sent and returns the
acknowledgement and the event to send, or raises `ContractError` and changes nothing. Calls must not
overlap, and a backend with threads must send under the same lock. Then everyone gets a room's
messages in the order of their `seq`.
"""

import secrets
import time
from collections import deque
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from . import fields
from .errors import Code, ContractError
from .limits import HISTORY, ROOM_TTL_SECONDS, ROOMS_MAX
from .messages import now_ms
from .people import Person

Connection = TypeVar("Connection", bound=Hashable)
"""What identifies a connection in a backend: an object, or a Socket.IO sid."""


@dataclass(frozen=True, slots=True)
class Joined:
    """A connection joined. `event` goes to the whole room; None if the member was there already."""

    room: str
    ack: dict[str, Any]
    event: dict[str, Any] | None


@dataclass(frozen=True, slots=True)
class Left:
    """A connection left. `event` goes to the remaining members; None if the member remains too."""

    room: str
    event: dict[str, Any] | None


@dataclass(frozen=True, slots=True)
class Said:
    """A message for the whole room, including the sender."""

    room: str
    ack: dict[str, Any]
    event: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Whispered(Generic[Connection]):
    """A message for all connections of a member."""

    to: tuple[Connection, ...]
    event: dict[str, Any]


@dataclass(slots=True)
class _Member(Generic[Connection]):
    key: Hashable
    connections: set[Connection] = field(default_factory=set)


@dataclass(slots=True)
class _Room(Generic[Connection]):
    name: str
    # Identifies this log. After a restart `seq` starts at 1 again. From the numbers alone, a client
    # that reconnects would conclude that it has seen messages that are new.
    epoch: str = field(default_factory=lambda: secrets.token_urlsafe(6))
    seq: int = 0
    log: deque[dict[str, Any]] = field(default_factory=lambda: deque(maxlen=HISTORY))
    members: dict[str, _Member[Connection]] = field(default_factory=dict)
    empty_since: float = 0.0

    def presence(self, name: str) -> dict[str, Any]:
        return {"room": self.name, "name": name, "members": list(self.members)}

    def missed(self, since: int | None, epoch: str | None) -> tuple[list[dict[str, Any]], bool]:
        """Return the remembered messages after `since`, and whether older ones are lost."""
        if since is None:
            return [], False
        if since > self.seq or (epoch is not None and epoch != self.epoch):
            return list(self.log), True
        oldest = self.seq - len(self.log) + 1
        return [said for said in self.log if said["seq"] > since], since + 1 < oldest


class Rooms(Generic[Connection]):
    """The chat rooms of this process."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._rooms: dict[str, _Room[Connection]] = {}
        self._names: dict[Connection, dict[str, str]] = {}  # connection -> room -> member

    def join(self, connection: Connection, person: Person, data: object) -> Joined:
        """Add a connection to a room; create the room if necessary."""
        wanted = fields.as_object(data)
        room_name = fields.name(wanted, "room")
        asked_name = fields.optional_name(wanted, "name")
        since = fields.optional_integer(wanted, "since", least=0)
        epoch = fields.optional_string(wanted, "epoch")

        self._forget_empty_rooms()
        names = self._names.get(connection, {})
        if room_name in names:
            name = names[room_name]
        elif len(names) >= ROOMS_MAX:
            raise ContractError(Code.TOO_MANY, f"a connection can be in {ROOMS_MAX} rooms")
        elif person.logged_in or asked_name is None:
            name = person.name
        else:
            name = asked_name

        room = self._rooms.get(room_name) or _Room(room_name)
        member = room.members.get(name)
        if member is not None and member.key != person.key:
            raise ContractError(Code.NAME_TAKEN, f"{name} is taken in {room_name}")

        self._rooms[room_name] = room
        self._names.setdefault(connection, {})[room_name] = name
        room.members.setdefault(name, _Member(person.key)).connections.add(connection)
        missed, gap = room.missed(since, epoch)
        ack = {
            "ok": True,
            **room.presence(name),
            "seq": room.seq,
            "epoch": room.epoch,
            "missed": missed,
            "gap": gap,
        }
        return Joined(room_name, ack, room.presence(name) if member is None else None)

    def leave(self, connection: Connection, data: object) -> Left:
        """Remove a connection from a room."""
        room, _ = self._room_of(connection, fields.as_object(data))
        return self._remove(connection, room)

    def disconnect(self, connection: Connection) -> list[Left]:
        """Remove a closed connection from all its rooms."""
        return [
            self._remove(connection, self._rooms[room])
            for room in list(self._names.get(connection, ()))
        ]

    def say(self, connection: Connection, data: object) -> Said:
        """Number a message and remember it."""
        wanted = fields.as_object(data)
        text = fields.text(wanted, "text")
        room, name = self._room_of(connection, wanted)
        room.seq += 1
        event = {"room": room.name, "name": name, "text": text, "at": now_ms(), "seq": room.seq}
        room.log.append(event)
        return Said(room.name, {"ok": True, "seq": room.seq}, event)

    def whisper(self, connection: Connection, data: object) -> Whispered[Connection]:
        """Find the connections of the member that a message is for. Whispers are not remembered."""
        wanted = fields.as_object(data)
        to = fields.name(wanted, "to")
        text = fields.text(wanted, "text")
        room, name = self._room_of(connection, wanted)
        if to not in room.members:
            raise ContractError(Code.UNKNOWN_MEMBER, f"{to} is not in {room.name}")
        event = {"room": room.name, "name": name, "text": text, "at": now_ms()}
        return Whispered(tuple(room.members[to].connections), event)

    def connections(self, room_name: str) -> Iterable[Connection]:
        """Yield each connection in a room once."""
        if room := self._rooms.get(room_name):
            for member in room.members.values():
                yield from member.connections

    def _room_of(
        self, connection: Connection, data: dict[str, Any]
    ) -> tuple[_Room[Connection], str]:
        room_name = fields.name(data, "room")
        name = self._names.get(connection, {}).get(room_name)
        if name is None:
            raise ContractError(Code.NOT_IN_ROOM, f"not in {room_name}")
        return self._rooms[room_name], name

    def _remove(self, connection: Connection, room: _Room[Connection]) -> Left:
        names = self._names[connection]
        name = names.pop(room.name)
        if not names:
            del self._names[connection]
        member = room.members[name]
        member.connections.discard(connection)
        if member.connections:
            return Left(room.name, None)
        del room.members[name]
        room.empty_since = self._clock()
        if not room.members and not room.log:
            del self._rooms[room.name]
        return Left(room.name, room.presence(name))

    def _forget_empty_rooms(self) -> None:
        oldest = self._clock() - ROOM_TTL_SECONDS
        for room in list(self._rooms.values()):
            if not room.members and room.empty_since <= oldest:
                del self._rooms[room.name]
