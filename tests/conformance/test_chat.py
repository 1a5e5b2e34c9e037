"""Chat: rooms, members and whispers."""

import pytest

from harness.clients import ContractFailure
from harness.pytest.fixtures import Browse, Connect


def test_join_is_announced_to_the_room(connect: Connect, room: str) -> None:
    """Everyone in the room, the new member too, gets `joined` with all members."""
    ada, bob = connect("chat"), connect("chat")
    ack = ada.call("join", {"room": room, "name": "ada"})
    assert ack["members"] == ["ada"]
    assert ada.expect("joined") == {"room": room, "name": "ada", "members": ["ada"]}
    ack = bob.call("join", {"room": room, "name": "bob"})
    assert (ack["room"], ack["name"], ack["members"]) == (room, "bob", ["ada", "bob"])
    for client in (ada, bob):
        assert client.expect("joined") == {"room": room, "name": "bob", "members": ["ada", "bob"]}


def test_leave_is_announced_to_the_room(connect: Connect, room: str) -> None:
    """The other members get `left`; the client that left gets nothing more."""
    ada, bob = connect("chat"), connect("chat")
    ada.call("join", {"room": room, "name": "ada"})
    bob.call("join", {"room": room, "name": "bob"})
    assert bob.call("leave", {"room": room}) == {"ok": True}
    assert ada.expect("left") == {"room": room, "name": "bob", "members": ["ada"]}
    ada.call("say", {"room": room, "text": "alone"})
    bob.call("join", {"room": f"{room}-2"})
    assert bob.seen("said") == bob.seen("left") == []


def test_disconnect_leaves_all_rooms(connect: Connect, room: str) -> None:
    """A client that disconnects leaves every room."""
    ada, bob = connect("chat"), connect("chat")
    for name in (room, f"{room}-2"):
        ada.call("join", {"room": name, "name": "ada"})
        bob.call("join", {"room": name, "name": "bob"})
    bob.close()
    left = [ada.expect("left") for _ in range(2)]
    assert {event["room"] for event in left} == {room, f"{room}-2"}
    assert all(event["members"] == ["ada"] for event in left)


def test_messages_are_numbered(connect: Connect, room: str) -> None:
    """`said` reaches the whole room, with the same number as the acknowledgement."""
    ada, bob = connect("chat"), connect("chat")
    ada.call("join", {"room": room, "name": "ada"})
    bob.call("join", {"room": room, "name": "bob"})
    assert ada.call("say", {"room": room, "text": "one"}) == {"ok": True, "seq": 1}
    assert bob.call("say", {"room": room, "text": "two"}) == {"ok": True, "seq": 2}
    for client in (ada, bob):
        said = [client.expect("said"), client.expect("said")]
        assert [(s["seq"], s["name"], s["text"]) for s in said] == [
            (1, "ada", "one"),
            (2, "bob", "two"),
        ]


def test_messages_arrive_in_order_of_their_numbers(connect: Connect, room: str) -> None:
    """When several members speak at once, everyone gets the messages in order of their numbers."""
    clients = [connect("chat") for _ in range(4)]
    for who, client in enumerate(clients):
        client.call("join", {"room": room, "name": f"member {who}"})
    for n in range(25):
        for client in clients:
            client.emit("say", {"room": room, "text": f"{n}"})
    for client in clients:
        assert [client.expect("said")["seq"] for _ in range(100)] == list(range(1, 101))
        for who in range(4):
            spoken = [s["text"] for s in client.seen("said") if s["name"] == f"member {who}"]
            assert spoken == [f"{n}" for n in range(25)]


def test_message_stays_in_its_room(connect: Connect, room: str) -> None:
    """A message in one room does not reach another."""
    ada, bob = connect("chat"), connect("chat")
    ada.call("join", {"room": room})
    bob.call("join", {"room": f"{room}-2"})
    ada.call("say", {"room": room, "text": "here"})
    bob.call("say", {"room": f"{room}-2", "text": "there"})
    assert ada.expect("said")["text"] == "here"
    assert bob.expect("said")["text"] == "there"
    assert len(ada.seen("said")) == len(bob.seen("said")) == 1


def test_whisper_reaches_one_member(connect: Connect, room: str) -> None:
    """A whisper reaches its addressee only, and not the sender."""
    clients = {name: connect("chat") for name in ("ada", "bob", "eve")}
    for name, client in clients.items():
        client.call("join", {"room": room, "name": name})
    whisper = {"room": room, "to": "bob", "text": "psst"}
    assert clients["ada"].call("whisper", whisper) == {"ok": True}
    heard = clients["bob"].expect("whispered")
    assert (heard["room"], heard["name"], heard["text"]) == (room, "ada", "psst")
    clients["ada"].call("say", {"room": room, "text": "that was all"})
    for client in clients.values():
        client.expect("said")
    assert clients["ada"].seen("whispered") == clients["eve"].seen("whispered") == []


def test_whisper_to_oneself_arrives(connect: Connect, room: str) -> None:
    """A member may whisper to itself."""
    ada = connect("chat")
    ada.call("join", {"room": room, "name": "ada"})
    ada.call("whisper", {"room": room, "to": "ada", "text": "note"})
    assert ada.expect("whispered")["text"] == "note"


def test_second_join_changes_nothing(connect: Connect, room: str) -> None:
    """A second join on one connection keeps the name and is not announced."""
    ada, bob = connect("chat"), connect("chat")
    ada.call("join", {"room": room, "name": "ada"})
    bob.call("join", {"room": room, "name": "bob"})
    again = bob.call("join", {"room": room, "name": "robert"})
    assert (again["name"], again["members"]) == ("bob", ["ada", "bob"])
    ada.call("say", {"room": room, "text": "once"})
    bob.expect("said")
    ada.expect("said")
    assert [event["name"] for event in ada.seen("joined")] == ["ada", "bob"]
    assert len(bob.seen("said")) == 1


def test_name_in_use_is_rejected(connect: Connect, room: str) -> None:
    """A name belongs to the first member that has it, until that member leaves."""
    ada, other = connect("chat"), connect("chat")
    ada.call("join", {"room": room, "name": "ada"})
    with pytest.raises(ContractFailure, match="name_taken"):
        other.call("join", {"room": room, "name": "ada"})
    ada.call("leave", {"room": room})
    assert other.call("join", {"room": room, "name": "ada"})["members"] == ["ada"]


def test_guest_has_one_name_in_all_rooms(connect: Connect, room: str) -> None:
    """A client with no name and no session is a guest, with the same name in every room."""
    client = connect("chat")
    names = [client.call("join", {"room": name})["name"] for name in (room, f"{room}-2")]
    assert names[0].startswith("guest-")
    assert names[0] == names[1]


def test_session_name_wins_over_requested_name(browse: Browse, connect: Connect, room: str) -> None:
    """The name in `join` is used only for clients that have not logged in."""
    ada = connect("chat", cookie=browse().log_in("ada").cookie)
    assert ada.call("join", {"room": room, "name": "bob"})["name"] == "ada"


def test_two_tabs_are_one_member(browse: Browse, connect: Connect, room: str) -> None:
    """Two tabs are one member, who joins with the first and leaves with the last."""
    bob = connect("chat")
    bob.call("join", {"room": room, "name": "bob"})
    cookie = browse().log_in("ada").cookie
    tabs = [connect("chat", cookie=cookie) for _ in range(2)]
    for tab in tabs:
        assert tab.call("join", {"room": room})["members"] == ["bob", "ada"]
    bob.call("whisper", {"room": room, "to": "ada", "text": "to both"})
    for tab in tabs:
        assert tab.expect("whispered")["text"] == "to both"
    tabs[0].close()
    tabs[1].call("say", {"room": room, "text": "still here"})
    bob.expect("said")
    assert bob.seen("left") == []
    tabs[1].close()
    assert bob.expect("left")["members"] == ["bob"]
    assert [event["name"] for event in bob.seen("joined")] == ["bob", "ada"]


def test_two_sessions_with_one_name_are_two_people(
    browse: Browse, connect: Connect, room: str
) -> None:
    """Two people who logged in under the same name are not the same member."""
    first, second = (connect("chat", cookie=browse().log_in("ada").cookie) for _ in range(2))
    first.call("join", {"room": room})
    with pytest.raises(ContractFailure, match="name_taken"):
        second.call("join", {"room": room})


def test_names_are_normalised(connect: Connect, room: str) -> None:
    """Names are trimmed and normalised before they are compared."""
    client = connect("chat")
    ack = client.call("join", {"room": f" {room} ", "name": " Zo\u0065\u0308 "})
    assert (ack["room"], ack["name"]) == (room, "Zo\u00eb")
    assert client.call("say", {"room": f"{room} ", "text": "hi"})["seq"] == 1


def test_rooms_are_limited(connect: Connect, room: str) -> None:
    """The eleventh room is rejected, until the client leaves one."""
    client = connect("chat")
    for n in range(10):
        client.call("join", {"room": f"{room}-{n}"})
    with pytest.raises(ContractFailure, match="too_many"):
        client.call("join", {"room": f"{room}-10"})
    client.call("join", {"room": f"{room}-9"})
    client.call("leave", {"room": f"{room}-0"})
    client.call("join", {"room": f"{room}-10"})


@pytest.mark.parametrize(
    ("event", "data"),
    [
        ("leave", {}),
        ("say", {"text": "hi"}),
        ("whisper", {"to": "ada", "text": "hi"}),
    ],
)
def test_client_outside_the_room_is_rejected(
    connect: Connect, room: str, event: str, data: dict[str, str]
) -> None:
    """Only members may leave, speak and whisper."""
    ada, outsider = connect("chat"), connect("chat")
    ada.call("join", {"room": room, "name": "ada"})
    with pytest.raises(ContractFailure, match="not_in_room"):
        outsider.call(event, {"room": room, **data})


def test_whisper_to_unknown_member_is_rejected(connect: Connect, room: str) -> None:
    """A whisper to somebody who is not a member is rejected."""
    ada = connect("chat")
    ada.call("join", {"room": room, "name": "ada"})
    with pytest.raises(ContractFailure, match="unknown_member"):
        ada.call("whisper", {"room": room, "to": "bob", "text": "hi"})
