"""Chat's memory: a client that comes back misses nothing and sees nothing twice."""

from harness import spec
from harness.clients import Client, Connect
from harness.processes.server import Start

HISTORY = spec.LIMITS["history"]


def talk(client: Client, room: str, first: int, last: int) -> None:
    """Say numbers, each in its own message."""
    for n in range(first, last + 1):
        assert client.call("say", {"room": room, "text": f"{n}"})["seq"] == n


def test_should_start_with_nothing_missed(connect: Connect, room: str) -> None:
    """Who comes for the first time is told the number, and nothing of what was said."""
    ada, bob = connect("chat"), connect("chat")
    ada.call("join", {"room": room})
    talk(ada, room, 1, 3)
    ack = bob.call("join", {"room": room})
    assert (ack["seq"], ack["missed"], ack["gap"]) == (3, [], False)


def test_should_return_what_was_missed(connect: Connect, room: str) -> None:
    """Who comes back with `since` gets what was said in between, as it was said."""
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


def test_should_return_all_it_remembers_since_zero(connect: Connect, room: str) -> None:
    """`since: 0` asks for everything."""
    ada, bob = connect("chat"), connect("chat")
    ada.call("join", {"room": room})
    talk(ada, room, 1, 3)
    ack = bob.call("join", {"room": room, "since": 0})
    assert [said["text"] for said in ack["missed"]] == ["1", "2", "3"]
    assert ack["gap"] is False


def test_should_remember_a_hundred(connect: Connect, room: str) -> None:
    """Where the memory reaches back far enough there is no gap; one message further there is."""
    ada, bob = connect("chat"), connect("chat")
    ada.call("join", {"room": room})
    talk(ada, room, 1, HISTORY + 2)
    reached = bob.call("join", {"room": room, "since": 2})
    assert [said["seq"] for said in reached["missed"]] == list(range(3, HISTORY + 3))
    assert reached["gap"] is False
    too_far = bob.call("join", {"room": room, "since": 1})
    assert too_far["missed"] == reached["missed"]
    assert too_far["gap"] is True


def test_should_remember_an_empty_room(connect: Connect, room: str) -> None:
    """A room that everybody has left keeps its messages for a while."""
    ada = connect("chat")
    epoch = ada.call("join", {"room": room})["epoch"]
    talk(ada, room, 1, 2)
    ada.close()
    again = connect("chat")
    ack = again.call("join", {"room": room, "since": 1, "epoch": epoch})
    assert [said["seq"] for said in ack["missed"]] == [2]
    assert ack["epoch"] == epoch


def test_should_not_mistake_a_new_log_for_the_old_one(connect: Connect, room: str) -> None:
    """Numbers of another life of the room mean nothing: there is a gap, and all is told."""
    ada, bob = connect("chat"), connect("chat")
    ada.call("join", {"room": room})
    talk(ada, room, 1, 3)
    ack = bob.call("join", {"room": room, "since": 2, "epoch": "of another life"})
    assert [said["seq"] for said in ack["missed"]] == [1, 2, 3]
    assert ack["gap"] is True


def test_should_start_a_new_epoch_after_a_restart(
    connect: Connect, start: Start, room: str
) -> None:
    """A server that starts anew has forgotten, and says so."""
    epochs = []
    for _ in range(2):
        server = start()
        epochs.append(connect("chat", server).call("join", {"room": room})["epoch"])
        server.stop()
    assert epochs[0] != epochs[1]


def test_should_tell_a_client_from_the_future(connect: Connect, room: str) -> None:
    """Who has seen a number that was never given is told that there is a gap."""
    ada = connect("chat")
    ada.call("join", {"room": room})
    talk(ada, room, 1, 1)
    ack = connect("chat").call("join", {"room": room, "since": 7})
    assert (len(ack["missed"]), ack["gap"]) == (1, True)
