"""Chat's history: a client that reconnects misses no message and gets no message twice."""

import pytest

from harness import spec
from harness.clients import Client
from harness.pytest.fixtures import Connect, Start

HISTORY = spec.LIMITS["history"]


def talk(client: Client, room: str, first: int, last: int) -> None:
    """Say numbers, each in its own message."""
    for n in range(first, last + 1):
        assert client.call("say", {"room": room, "text": f"{n}"})["seq"] == n


def test_first_join_has_no_missed_messages(connect: Connect, room: str) -> None:
    """A client that joins for the first time gets the last number, and no messages."""
    ada, bob = connect("chat"), connect("chat")
    ada.call("join", {"room": room})
    talk(ada, room, 1, 3)
    ack = bob.call("join", {"room": room})
    assert (ack["seq"], ack["missed"], ack["gap"]) == (3, [], False)


def test_join_with_since_returns_missed_messages(connect: Connect, room: str) -> None:
    """A client that joins again with `since` gets the messages after that number."""
    ada, bob = connect("chat"), connect("chat")
    ada.call("join", {"room": room})
    epoch = bob.call("join", {"room": room})["epoch"]
    talk(ada, room, 1, 2)
    seen = [bob.expect("said") for _ in range(2)]
    bob.close()
    talk(ada, room, 3, 5)
    again = connect("chat")
    ack = again.call("join", {"room": room, "since": seen[-1]["seq"], "epoch": epoch})
    assert [said["seq"] for said in ack["missed"]] == [3, 4, 5]
    assert ack["missed"] == ada.seen("said")[2:]
    assert (ack["seq"], ack["gap"], ack["epoch"]) == (5, False, epoch)
    assert again.seen("said") == []


def test_join_since_zero_returns_all(connect: Connect, room: str) -> None:
    """`since: 0` asks for everything."""
    ada, bob = connect("chat"), connect("chat")
    ada.call("join", {"room": room})
    talk(ada, room, 1, 3)
    ack = bob.call("join", {"room": room, "since": 0})
    assert [said["text"] for said in ack["missed"]] == ["1", "2", "3"]
    assert ack["gap"] is False


def test_history_keeps_a_hundred_messages(connect: Connect, room: str) -> None:
    """There is a gap as soon as a missed message is no longer among the last hundred."""
    ada, bob = connect("chat"), connect("chat")
    ada.call("join", {"room": room})
    talk(ada, room, 1, HISTORY + 2)
    reached = bob.call("join", {"room": room, "since": 2})
    assert [said["seq"] for said in reached["missed"]] == list(range(3, HISTORY + 3))
    assert reached["gap"] is False
    too_far = bob.call("join", {"room": room, "since": 1})
    assert too_far["missed"] == reached["missed"]
    assert too_far["gap"] is True


def test_empty_room_keeps_its_history(connect: Connect, room: str) -> None:
    """A room that everyone has left keeps its messages for a while."""
    ada = connect("chat")
    epoch = ada.call("join", {"room": room})["epoch"]
    talk(ada, room, 1, 2)
    ada.close()
    again = connect("chat")
    ack = again.call("join", {"room": room, "since": 1, "epoch": epoch})
    assert [said["seq"] for said in ack["missed"]] == [2]
    assert ack["epoch"] == epoch


def test_other_epoch_is_a_gap(connect: Connect, room: str) -> None:
    """A number from another epoch has no meaning: there is a gap, and all messages are returned."""
    ada, bob = connect("chat"), connect("chat")
    ada.call("join", {"room": room})
    talk(ada, room, 1, 3)
    ack = bob.call("join", {"room": room, "since": 2, "epoch": "of another life"})
    assert [said["seq"] for said in ack["missed"]] == [1, 2, 3]
    assert ack["gap"] is True


# The contract's code chooses the epoch, on every server.
@pytest.mark.any_server
def test_restart_begins_a_new_epoch(connect: Connect, start: Start, room: str) -> None:
    """After a restart the history is empty, and there is a new epoch."""
    epochs = []
    for _ in range(2):
        server = start()
        epochs.append(connect("chat", server).call("join", {"room": room})["epoch"])
        server.stop()
    assert epochs[0] != epochs[1]


def test_number_from_the_future_is_a_gap(connect: Connect, room: str) -> None:
    """A client that sends a number that no message had yet gets a gap."""
    ada = connect("chat")
    ada.call("join", {"room": room})
    talk(ada, room, 1, 1)
    ack = connect("chat").call("join", {"room": room, "since": 7})
    assert (len(ack["missed"]), ack["gap"]) == (1, True)
