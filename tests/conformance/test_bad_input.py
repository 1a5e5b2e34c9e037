"""Bad input: the sender gets an error code, and other clients notice nothing."""

from typing import Any

import pytest

from harness.clients import Client, ContractFailure
from harness.pytest.fixtures import Connect

ROOM, NAME, TEXT = {"room": "r"}, {"name": "ada"}, {"text": "hi"}
TOO_LONG = "x" * 33
Fields = dict[str, Any]
NAMES: list[Any] = [
    None,
    5,
    True,
    [],
    {},
    "",
    "   ",
    TOO_LONG,
    "<b>",
    "a\nb",
    "a\u200bb",
    "a/b",
    "\u0301",
    "🐢",
]
TEXTS: list[Any] = [None, 5, True, [], {}, "", "x" * 2001]
STEPS: list[Any] = [None, "3", True, 0, 101, -1, 1.5, 1e300]
NUMBERS: list[Any] = ["1", True, -1, 1.5]

REQUIRED: list[tuple[str, str, str, Fields, list[Any]]] = [
    ("broadcast", "message", "text", TEXT, TEXTS),
    ("chat", "join", "room", ROOM, NAMES),
    ("chat", "leave", "room", ROOM, NAMES),
    ("chat", "say", "room", ROOM | TEXT, NAMES),
    ("chat", "say", "text", ROOM | TEXT, TEXTS),
    ("chat", "whisper", "room", ROOM | TEXT | {"to": "ada"}, NAMES),
    ("chat", "whisper", "to", ROOM | TEXT | {"to": "ada"}, NAMES),
    ("chat", "whisper", "text", ROOM | TEXT | {"to": "ada"}, TEXTS),
    ("push", "start_job", "steps", {"steps": 3}, STEPS),
]
OPTIONAL: list[tuple[str, str, str, Fields, list[Any]]] = [
    ("chat", "join", "name", ROOM | NAME, [name for name in NAMES if name is not None]),
    ("chat", "join", "since", ROOM | {"since": 0}, NUMBERS),
    ("chat", "join", "epoch", ROOM | {"epoch": "e"}, [5, True, [], {}]),
]
CASES = [
    pytest.param(
        scenario, event, field, {**good, field: value}, id=f"{event}-{field}-{value!r:.12}"
    )
    for scenario, event, field, good, values in [*REQUIRED, *OPTIONAL]
    for value in values
]
MISSING = [
    pytest.param(
        scenario,
        event,
        field,
        {key: value for key, value in good.items() if key != field},
        id=f"{event}-{field}-missing",
    )
    for scenario, event, field, good, _ in REQUIRED
]
JSON_SCENARIOS = ["broadcast", "chat", "push"]


@pytest.fixture
def clients(connect: Connect) -> dict[str, Client]:
    """One connection to each scenario with JSON messages."""
    return {scenario: connect(scenario) for scenario in JSON_SCENARIOS}


def rejection(client: Client, event: str, data: Any) -> ContractFailure:
    """Send a broken message, and return the error in its acknowledgement."""
    with pytest.raises(ContractFailure) as failure:
        client.call(event, data, broken=True)
    return failure.value


# The contract's code checks fields and events, on every server.
@pytest.mark.few_cases(9)
@pytest.mark.parametrize(("scenario", "event", "field", "data"), [*CASES, *MISSING])
def test_invalid_field_is_named(
    connect: Connect, scenario: str, event: str, field: str, data: dict[str, Any]
) -> None:
    """The error for a field that is missing, of the wrong type or out of bounds names the field."""
    client = connect(scenario)
    error = rejection(client, event, data)
    assert error.code == "bad_field"
    assert error.message.startswith(f"{field}: ")
    client.emit(event, data, broken=True)
    told = client.expect("error")
    assert told == {"code": error.code, "message": error.message}
    assert client.closed is None


@pytest.mark.few_cases(3)
@pytest.mark.parametrize("scenario", JSON_SCENARIOS)
@pytest.mark.parametrize("data", [5, "text", [], None, True], ids=repr)
def test_data_must_be_an_object(connect: Connect, scenario: str, data: Any) -> None:
    """Data that is not an object is rejected."""
    event = {"broadcast": "message", "chat": "join", "push": "start_job"}[scenario]
    assert rejection(connect(scenario), event, data).code == "bad_field"


@pytest.mark.few_cases(6)
@pytest.mark.parametrize("scenario", JSON_SCENARIOS)
@pytest.mark.parametrize(
    "event",
    ["nothing", "", "MESSAGE", "ack", "error", "tick", "said", "__init__", "open", "x" * 9999],
    ids=lambda event: event[:10] or "empty",
)
def test_unknown_event_is_rejected(connect: Connect, scenario: str, event: str) -> None:
    """An event that a client may not send is rejected with unknown_event."""
    assert rejection(connect(scenario), event, {}).code == "unknown_event"


def test_unknown_field_is_ignored(connect: Connect) -> None:
    """A field that is not in the contract is ignored."""
    client = connect("broadcast")
    assert client.call("message", {"text": "hi", "colour": "red", "": [1]}) == {"ok": True}
    assert set(client.expect("message")) == {"text", "from", "at"}


def test_rejected_message_changes_nothing(connect: Connect, room: str) -> None:
    """A rejected message changes nothing for anyone."""
    ada, bob = connect("chat"), connect("chat")
    ada.call("join", {"room": room, "name": "ada"})
    bob.call("join", {"room": room, "name": "bob"})
    for event, data in [
        ("say", {"room": room, "text": ""}),
        ("say", {"room": room, "text": "x" * 2001}),
        ("whisper", {"room": room, "to": "bob", "text": ""}),
        ("leave", {"room": ""}),
        ("join", {"room": room, "since": -1}),
    ]:
        assert rejection(ada, event, data).code == "bad_field"
    assert ada.call("say", {"room": room, "text": "fine"})["seq"] == 1
    assert bob.expect("said")["text"] == "fine"
    assert bob.seen("whispered") == bob.seen("left") == []


@pytest.mark.parametrize(
    "text", ["x" * 2000, "🐢" * 2000, "e\u0301" * 1000, "\u0000" * 2000], ids=lambda t: repr(t)[:8]
)
def test_longest_text_is_accepted(connect: Connect, text: str) -> None:
    """A text of 2000 characters is accepted, regardless of its size in bytes."""
    client = connect("broadcast")
    client.call("message", {"text": text})
    assert client.expect("message")["text"] == text


@pytest.mark.few_cases(2)
@pytest.mark.parametrize(
    "name", ["x" * 32, "Zoë", "李雷", "أحمد", "हिन्दी", "J. R-R_T 2", "٣"], ids=lambda name: name[:8]
)
def test_name_in_any_script_is_accepted(connect: Connect, room: str, name: str) -> None:
    """A name may have up to 32 letters, marks and digits of any script."""
    assert connect("chat").call("join", {"room": room, "name": name})["name"] == name


def test_invalid_messages_do_not_disturb_others(
    connect: Connect, clients: dict[str, Client]
) -> None:
    """While clients send invalid messages, others are served as usual."""
    good = connect("broadcast")
    for n in range(50):
        clients["broadcast"].emit("message", {"text": n}, broken=True)
        clients["chat"].emit("unknown", {"deep": [[[[]]]]}, broken=True)
        clients["push"].emit("start_job", {"steps": "many"}, broken=True)
    good.call("message", {"text": "unharmed"})
    assert good.expect("message")["text"] == "unharmed"
    for client in clients.values():
        for _ in range(50):
            client.expect("error")
        assert client.closed is None
