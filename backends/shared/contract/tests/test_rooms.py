"""Chat rooms: membership, order, memory and recovery, against a clock that the tests turn."""

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
    """Return somebody who is not logged in."""
    return Person.of(None)


class Clock:
    """A clock that stands still until it is told."""

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
    """Return rooms that nobody is in."""
    return Rooms(clock)


def join(rooms: Rooms[str], connection: str, name: str, **data: object) -> dict[str, Any]:
    """Let a guest join the room `den`; return the acknowledgement."""
    return rooms.join(connection, guest(), {"room": "den", "name": name, **data}).ack


def say(rooms: Rooms[str], connection: str, text: str) -> int:
    """Say something in `den`; return its number."""
    seq: int = rooms.say(connection, {"room": "den", "text": text}).ack["seq"]
    return seq


def refusal(call: Any, *arguments: object) -> str:
    """Return the code of the error that a call raises."""
    with pytest.raises(ContractError) as caught:
        call(*arguments)
    return caught.value.code


def test_first_join_is_announced(rooms: Rooms[str]) -> None:
    """Who joins gets the members and the state of the log, and the room is told."""
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
    """The second tab is not announced; only the last one to go is missed."""
    rooms.join("c1", ADA, {"room": "den"})
    assert rooms.join("c2", ADA, {"room": "den"}).event is None
    assert set(rooms.connections("den")) == {"c1", "c2"}
    assert rooms.leave("c1", {"room": "den"}).event is None
    assert rooms.leave("c2", {"room": "den"}).event == {
        "room": "den",
        "name": "ada",
        "members": [],
    }


def test_session_name_wins(rooms: Rooms[str]) -> None:
    """Who is logged in cannot take another name; a guest may, or keeps the guest name."""
    assert rooms.join("c1", ADA, {"room": "den", "name": "bob"}).ack["name"] == "ada"
    assert join(rooms, "c2", "bob")["name"] == "bob"
    person = guest()
    assert rooms.join("c3", person, {"room": "den"}).ack["name"] == person.name


def test_name_of_somebody_else_is_taken(rooms: Rooms[str]) -> None:
    """A name is one person's as long as that person is there."""
    rooms.join("c1", ADA, {"room": "den"})
    assert refusal(rooms.join, "c2", OTHER_ADA, {"room": "den"}) == "name_taken"
    assert refusal(join, rooms, "c2", "ada") == "name_taken"
    assert rooms.disconnect("c2") == []
    rooms.disconnect("c1")
    assert rooms.join("c2", OTHER_ADA, {"room": "den"}).event is not None


def test_joining_twice_is_harmless(rooms: Rooms[str]) -> None:
    """A second join of one connection keeps the first name and is not announced."""
    person = guest()
    rooms.join("c1", person, {"room": "den", "name": "bob"})
    again = rooms.join("c1", person, {"room": "den", "name": "eve"})
    assert again.event is None
    assert again.ack["members"] == ["bob"]


def test_eleventh_room_is_too_many(rooms: Rooms[str]) -> None:
    """A connection can be in ten rooms; leaving one makes room."""
    for number in range(ROOMS_MAX):
        rooms.join("c1", ADA, {"room": f"r{number}"})
    assert refusal(rooms.join, "c1", ADA, {"room": "r10"}) == "too_many"
    rooms.join("c1", ADA, {"room": "r0"})
    rooms.leave("c1", {"room": "r0"})
    rooms.join("c1", ADA, {"room": "r10"})
    assert len(rooms.disconnect("c1")) == ROOMS_MAX


def test_messages_are_numbered_and_given_to_all(rooms: Rooms[str]) -> None:
    """A message has the next number, the speaker's name and a time."""
    join(rooms, "c1", "bob")
    first = rooms.say("c1", {"room": "den", "text": "hi"})
    assert first.ack == {"ok": True, "seq": 1}
    assert first.event.pop("at") > 1_700_000_000_000
    assert first.event == {"room": "den", "name": "bob", "text": "hi", "seq": 1}
    assert say(rooms, "c1", "again") == 2


@pytest.mark.parametrize("action", ["leave", "say", "whisper"])
def test_only_members_act(rooms: Rooms[str], action: str) -> None:
    """Leaving, saying and whispering need a member, also in a room that others are in."""
    data = {"room": "den", "text": "hi", "to": "bob"}
    assert refusal(getattr(rooms, action), "c1", data) == "not_in_room"
    join(rooms, "c2", "bob")
    assert refusal(getattr(rooms, action), "c1", data) == "not_in_room"


def test_whisper_reaches_all_connections_of_one(rooms: Rooms[str]) -> None:
    """A whisper is for every connection of its member, and is not remembered."""
    rooms.join("c1", ADA, {"room": "den"})
    rooms.join("c2", ADA, {"room": "den"})
    join(rooms, "c3", "bob")
    whispered = rooms.whisper("c3", {"room": "den", "to": "ada", "text": "psst"})
    assert set(whispered.to) == {"c1", "c2"}
    assert whispered.event["name"] == "bob"
    assert join(rooms, "c4", "eve", since=0)["missed"] == []


def test_whisper_to_a_stranger(rooms: Rooms[str]) -> None:
    """A whisper to somebody who is not there is an error."""
    join(rooms, "c1", "bob")
    data = {"room": "den", "to": "ada", "text": "psst"}
    assert refusal(rooms.whisper, "c1", data) == "unknown_member"


def test_coming_back_gets_what_was_missed(rooms: Rooms[str]) -> None:
    """`since` brings the messages after it, all of them and no other."""
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
def test_memory_has_an_end(rooms: Rooms[str], since: int, first: int, gap: bool) -> None:
    """Where the memory no longer reaches, `gap` says so; one message earlier it does not."""
    join(rooms, "c1", "bob")
    for _ in range(HISTORY + 1):
        say(rooms, "c1", "hi")
    back = join(rooms, "c2", "eve", since=since)
    assert (back["missed"][0]["seq"], back["gap"]) == (first, gap)


@pytest.mark.parametrize("since", [1, 2])
def test_another_epoch_is_a_gap(rooms: Rooms[str], since: int) -> None:
    """Numbers of an earlier life of the log do not count: everything remembered comes."""
    join(rooms, "c1", "bob")
    say(rooms, "c1", "one")
    say(rooms, "c1", "two")
    back = join(rooms, "c2", "eve", since=since, epoch="of-yesterday")
    assert [said["seq"] for said in back["missed"]] == [1, 2]
    assert back["gap"] is True


def test_a_number_from_the_future_is_a_gap(rooms: Rooms[str]) -> None:
    """A client that has seen more than there is knew another log, epoch or not."""
    join(rooms, "c1", "bob")
    say(rooms, "c1", "one")
    back = join(rooms, "c2", "eve", since=41)
    assert (len(back["missed"]), back["gap"]) == (1, True)


def test_empty_room_is_remembered_for_a_minute(rooms: Rooms[str], clock: Clock) -> None:
    """Within the minute a room goes on where it was; then it starts anew."""
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
    anew = join(rooms, "c1", "bob", since=1, epoch=epoch)
    assert anew["epoch"] != epoch
    assert (anew["seq"], anew["missed"], anew["gap"]) == (0, [], True)


def test_silent_empty_room_is_forgotten_at_once(rooms: Rooms[str]) -> None:
    """A room in which nothing was said leaves nothing behind."""
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
    """A message with a bad field names it, whatever else is wrong, and nobody is anywhere."""
    arguments = ("c1", ADA, data) if method == "join" else ("c1", data)
    with pytest.raises(ContractError) as caught:
        getattr(rooms, method)(*arguments)
    assert caught.value.message.startswith(message)
    assert rooms.disconnect("c1") == []


class Recovery(RuleBasedStateMachine):
    """Clients come, go and come back; none misses a message or sees one twice."""

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
        """A client joins with the last number it has seen."""
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
        """Somebody speaks, as long as the memory reaches back to the start."""
        if self.said == HISTORY:
            return
        said = self.rooms.say("c0", {"room": "den", "text": "hi"})
        self.said += 1
        for connection in self.rooms.connections("den"):
            if connection in self.seen:
                self.seen[connection].append(said.event["seq"])

    @invariant()
    def nothing_lost_nothing_twice(self) -> None:
        """Who is here has seen every number once, in order; who is away a beginning of them."""
        for connection, seen in self.seen.items():
            assert seen == list(range(1, len(seen) + 1))
            if connection in self.here:
                assert len(seen) == self.said


Recovery.TestCase.settings = settings(max_examples=50, stateful_step_count=30)
TestRecovery = Recovery.TestCase
