"""Chat rooms: membership, order, memory and recovery, with a clock that the tests set."""

from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from backends.shared.contract import (
    HISTORY,
    ROOM_TTL_SECONDS,
    ROOMS_MAX,
    ContractError,
    Person,
    Rooms,
)

ADA = Person("session-1", "ada", logged_in=True)
OTHER_ADA = Person("session-2", "ada", logged_in=True)


def guest() -> Person:
    """Return a new guest."""
    return Person.of(None)


class Clock:
    """A clock that only the tests move."""

    now = 1000.0

    def __call__(self) -> float:
        """Return the seconds."""
        return self.now


@pytest.fixture
def clock() -> Clock:
    """Return a clock."""
    return Clock()


@pytest.fixture
def rooms(clock: Clock) -> Rooms[str]:
    """Return empty rooms."""
    return Rooms(clock)


def join(rooms: Rooms[str], connection: str, name: str, **data: object) -> dict[str, Any]:
    """Join the room `den` as a guest; return the acknowledgement."""
    return rooms.join(connection, guest(), {"room": "den", "name": name, **data}).ack


def say(rooms: Rooms[str], connection: str, text: str) -> int:
    """Say something in `den`; return the number of the message."""
    seq: int = rooms.say(connection, {"room": "den", "text": text}).ack["seq"]
    return seq


def error_code(call: Any, *arguments: object) -> str:
    """Return the code of the error that a call raises."""
    with pytest.raises(ContractError) as caught:
        call(*arguments)
    return caught.value.code


def test_first_join_is_announced(rooms: Rooms[str]) -> None:
    """The acknowledgement has the members and the state of the log, and the room gets an event."""
    joined = rooms.join("c1", ADA, {"room": " den "})
    assert joined.room == "den"
    assert joined.event == {"room": "den", "name": "ada", "members": ["ada"]}
    epoch = joined.ack.pop("epoch")
    assert isinstance(epoch, str)
    assert joined.ack == {
        "ok": True,
        "room": "den",
        "name": "ada",
        "members": ["ada"],
        "seq": 0,
        "missed": [],
        "gap": False,
    }


def test_two_connections_of_one_session_are_one_member(rooms: Rooms[str]) -> None:
    """The room gets no event for a second tab, and none until the last tab leaves."""
    rooms.join("c1", ADA, {"room": "den"})
    assert rooms.join("c2", ADA, {"room": "den"}).event is None
    assert set(rooms.connections("den")) == {"c1", "c2"}
    assert rooms.leave("c1", {"room": "den"}).event is None
    assert rooms.leave("c2", {"room": "den"}).event == {
        "room": "den",
        "name": "ada",
        "members": [],
    }


def test_only_guests_choose_a_name(rooms: Rooms[str]) -> None:
    """A user keeps the login name; a guest can choose a name or keep the generated one."""
    assert rooms.join("c1", ADA, {"room": "den", "name": "bob"}).ack["name"] == "ada"
    assert join(rooms, "c2", "bob")["name"] == "bob"
    person = guest()
    assert rooms.join("c3", person, {"room": "den"}).ack["name"] == person.name


def test_name_of_somebody_else_is_taken(rooms: Rooms[str]) -> None:
    """Nobody else can have a name while its person is in the room."""
    rooms.join("c1", ADA, {"room": "den"})
    assert error_code(rooms.join, "c2", OTHER_ADA, {"room": "den"}) == "name_taken"
    assert error_code(join, rooms, "c2", "ada") == "name_taken"
    assert rooms.disconnect("c2") == []
    rooms.disconnect("c1")
    assert rooms.join("c2", OTHER_ADA, {"room": "den"}).event is not None


def test_joining_twice_is_harmless(rooms: Rooms[str]) -> None:
    """A second join of the same connection keeps the first name, and the room gets no event."""
    person = guest()
    rooms.join("c1", person, {"room": "den", "name": "bob"})
    again = rooms.join("c1", person, {"room": "den", "name": "eve"})
    assert again.event is None
    assert again.ack["members"] == ["bob"]


def test_eleventh_room_is_too_many(rooms: Rooms[str]) -> None:
    """A connection can be in ten rooms; after it leaves one, it can join another."""
    for number in range(ROOMS_MAX):
        rooms.join("c1", ADA, {"room": f"r{number}"})
    assert error_code(rooms.join, "c1", ADA, {"room": "r10"}) == "too_many"
    rooms.join("c1", ADA, {"room": "r0"})
    rooms.leave("c1", {"room": "r0"})
    rooms.join("c1", ADA, {"room": "r10"})
    assert len(rooms.disconnect("c1")) == ROOMS_MAX


def test_messages_are_numbered(rooms: Rooms[str]) -> None:
    """A message has the next number, the sender's name and a time."""
    join(rooms, "c1", "bob")
    first = rooms.say("c1", {"room": "den", "text": "hi"})
    assert first.ack == {"ok": True, "seq": 1}
    assert first.event.pop("at") > 1_700_000_000_000
    assert first.event == {"room": "den", "name": "bob", "text": "hi", "seq": 1}
    assert say(rooms, "c1", "again") == 2


@pytest.mark.parametrize("action", ["leave", "say", "whisper"])
def test_only_members_can_act(rooms: Rooms[str], action: str) -> None:
    """Only members can leave, say and whisper, even in a room that exists."""
    data = {"room": "den", "text": "hi", "to": "bob"}
    assert error_code(getattr(rooms, action), "c1", data) == "not_in_room"
    join(rooms, "c2", "bob")
    assert error_code(getattr(rooms, action), "c1", data) == "not_in_room"


def test_whisper_reaches_all_connections_of_a_member(rooms: Rooms[str]) -> None:
    """A whisper is for every connection of a member, and is not remembered."""
    rooms.join("c1", ADA, {"room": "den"})
    rooms.join("c2", ADA, {"room": "den"})
    join(rooms, "c3", "bob")
    whispered = rooms.whisper("c3", {"room": "den", "to": "ada", "text": "psst"})
    assert set(whispered.to) == {"c1", "c2"}
    assert whispered.event["name"] == "bob"
    assert join(rooms, "c4", "eve", since=0)["missed"] == []


def test_whisper_to_unknown_member_is_an_error(rooms: Rooms[str]) -> None:
    """A whisper to a name that is not in the room is an error."""
    join(rooms, "c1", "bob")
    data = {"room": "den", "to": "ada", "text": "psst"}
    assert error_code(rooms.whisper, "c1", data) == "unknown_member"


def test_rejoin_returns_missed_messages(rooms: Rooms[str]) -> None:
    """A join with `since` returns exactly the messages after it."""
    epoch = join(rooms, "c1", "bob")["epoch"]
    join(rooms, "c2", "eve")
    for number in range(5):
        say(rooms, "c2", f"m{number}")
    back = join(rooms, "c3", "zoe", since=2, epoch=epoch)
    assert [said["seq"] for said in back["missed"]] == [3, 4, 5]
    assert (back["seq"], back["gap"]) == (5, False)
    assert join(rooms, "c4", "kim", since=5, epoch=epoch)["missed"] == []
    assert join(rooms, "c5", "lee")["missed"] == []


@pytest.mark.parametrize(("since", "first", "gap"), [(0, 2, True), (1, 2, False), (2, 3, False)])
def test_rejoin_after_too_many_messages_has_a_gap(
    rooms: Rooms[str], since: int, first: int, gap: bool
) -> None:
    """`gap` is true only if the room has forgotten a message after `since`."""
    join(rooms, "c1", "bob")
    for _ in range(HISTORY + 1):
        say(rooms, "c1", "hi")
    back = join(rooms, "c2", "eve", since=since)
    assert (back["missed"][0]["seq"], back["gap"]) == (first, gap)


@pytest.mark.parametrize("since", [1, 2])
def test_rejoin_with_another_epoch_has_a_gap(rooms: Rooms[str], since: int) -> None:
    """A `since` from another log does not count: all remembered messages are returned."""
    join(rooms, "c1", "bob")
    say(rooms, "c1", "one")
    say(rooms, "c1", "two")
    back = join(rooms, "c2", "eve", since=since, epoch="of-yesterday")
    assert [said["seq"] for said in back["missed"]] == [1, 2]
    assert back["gap"] is True


def test_rejoin_with_a_future_number_has_a_gap(rooms: Rooms[str]) -> None:
    """A `since` beyond the last message is from another log, even without an epoch."""
    join(rooms, "c1", "bob")
    say(rooms, "c1", "one")
    back = join(rooms, "c2", "eve", since=41)
    assert (len(back["missed"]), back["gap"]) == (1, True)


def test_empty_room_is_remembered_for_a_minute(rooms: Rooms[str], clock: Clock) -> None:
    """An empty room keeps its messages for a minute. Then it starts again."""
    epoch = join(rooms, "c1", "bob")["epoch"]
    say(rooms, "c1", "hi")
    rooms.disconnect("c1")
    clock.now += ROOM_TTL_SECONDS - 1
    back = join(rooms, "c1", "bob", since=0)
    assert (back["epoch"], back["seq"]) == (epoch, 1)
    clock.now += 10 * ROOM_TTL_SECONDS
    assert join(rooms, "c2", "eve")["seq"] == 1
    rooms.disconnect("c1")
    rooms.disconnect("c2")
    clock.now += ROOM_TTL_SECONDS
    new = join(rooms, "c1", "bob", since=1, epoch=epoch)
    assert new["epoch"] != epoch
    assert (new["seq"], new["missed"], new["gap"]) == (0, [], True)


def test_empty_room_without_messages_is_forgotten_at_once(rooms: Rooms[str]) -> None:
    """An empty room in which nothing was said is not remembered."""
    epoch = join(rooms, "c1", "bob")["epoch"]
    rooms.disconnect("c1")
    assert list(rooms.connections("den")) == []
    assert join(rooms, "c1", "bob")["epoch"] != epoch


@pytest.mark.parametrize(
    ("method", "data", "message"),
    [
        ("join", {}, "room: is missing"),
        ("join", {"room": "den", "name": 5}, "name: must be a string"),
        ("join", {"room": "den", "since": -1}, "since: must be an integer from 0"),
        ("join", {"room": "den", "epoch": 5}, "epoch: must be a string"),
        ("leave", [], "data: must be an object"),
        ("say", {"room": "den"}, "text: is missing"),
        ("say", {"text": "x"}, "room: is missing"),
        ("whisper", {"room": "den", "to": "bob"}, "text: is missing"),
        ("whisper", {"room": "den", "text": "x"}, "to: is missing"),
    ],
)
def test_bad_field_changes_nothing(
    rooms: Rooms[str], method: str, data: object, message: str
) -> None:
    """The error for a bad field names it, and the connection is in no room afterwards."""
    arguments = ("c1", ADA, data) if method == "join" else ("c1", data)
    with pytest.raises(ContractError) as caught:
        getattr(rooms, method)(*arguments)
    assert caught.value.message.startswith(message)
    assert rooms.disconnect("c1") == []


class Recovery(RuleBasedStateMachine):
    """Clients join, leave and join again. None misses a message or gets one twice."""

    def __init__(self) -> None:
        super().__init__()
        self.rooms: Rooms[str] = Rooms(Clock())
        self.person = {name: guest() for name in ("c1", "c2", "c3")}
        self.epoch = self.rooms.join("c0", ADA, {"room": "den"}).ack["epoch"]
        self.seen: dict[str, list[int]] = {name: [] for name in self.person}
        self.here: set[str] = set()
        self.said = 0

    @rule(connection=st.sampled_from(["c1", "c2", "c3"]))
    def come(self, connection: str) -> None:
        """A client joins with the last number that it has seen."""
        seen = self.seen[connection]
        data = {"room": "den", "since": seen[-1] if seen else 0, "epoch": self.epoch}
        ack = self.rooms.join(connection, self.person[connection], data).ack
        assert ack["gap"] is False
        seen.extend(said["seq"] for said in ack["missed"])
        self.here.add(connection)

    @rule(connection=st.sampled_from(["c1", "c2", "c3"]))
    def go(self, connection: str) -> None:
        """A client's connection drops."""
        self.rooms.disconnect(connection)
        self.here.discard(connection)

    @rule()
    def talk(self) -> None:
        """A member says something, as long as the room remembers all messages."""
        if self.said == HISTORY:
            return
        said = self.rooms.say("c0", {"room": "den", "text": "hi"})
        self.said += 1
        for connection in self.rooms.connections("den"):
            if connection in self.seen:
                self.seen[connection].append(said.event["seq"])

    @invariant()
    def nothing_lost_nothing_twice(self) -> None:
        """Members have seen every number once and in order; others only the first ones."""
        for connection, seen in self.seen.items():
            assert seen == list(range(1, len(seen) + 1))
            if connection in self.here:
                assert len(seen) == self.said


Recovery.TestCase.settings = settings(max_examples=50, stateful_step_count=30)
TestRecovery = Recovery.TestCase
