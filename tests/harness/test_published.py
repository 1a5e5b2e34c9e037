"""Published timelines: their files, and how a run is compared with one."""

import json
from pathlib import Path

import pytest

from harness.lab.published import (
    differences,
    load_timeline,
    normalised,
    publishable,
    save_timeline,
)
from harness.lab.timeline import Event, Lane, Timeline

At = tuple[Lane, str, str, str]

SCRIPT: list[At] = [
    ("client", "note", "the script starts", ""),
    ("wire", "request", "GET /ws (WebSocket)", "1"),
    ("wire", "response", "101 Switching Protocols", "1"),
    ("client", "open", "ada: connected", "ada"),
    ("client", "sent", "ada: hello", "ada"),
    ("wire", "up", "hello", "1"),
    ("server", "log", "hello from 127.0.0.1:5000", ""),
    ("wire", "down", "tick", "1"),
    ("client", "message", "ada: tick", "ada"),
    ("client", "done", "the script has finished", ""),
    ("wire", "up", "Close, empty", "1"),
]


def run(events: list[At]) -> list[Event]:
    """Return the events of a run, a millisecond apart."""
    return [
        Event(float(at), lane, kind, text, source)
        for at, (lane, kind, text, source) in enumerate(events)
    ]


def test_file_has_times_since_start_of_script(tmp_path: Path) -> None:
    """A file has one event per line, rounded times, and only the last line of a traceback."""
    timeline = Timeline()
    timeline.add("server", "log", "listening", at=988.0)
    timeline.add("wire", "request", "GET /favicon", at=990.0, source="1")
    timeline.add("client", "note", "the script starts", at=1001.0)
    timeline.add("wire", "down", "tick", at=1022.0, source="2")
    timeline.add("server", "log", "Traceback (most recent call last):", at=1030.0)
    timeline.add("server", "log", '  File "/srv/app.py", line 1', at=1030.0)
    timeline.add("server", "log", "RuntimeError: x", at=1030.0)
    path = tmp_path / "folder" / "timeline.json"
    save_timeline(path, publishable(timeline))
    assert path.read_text(encoding="utf-8").splitlines() == [
        "[",
        '[-10, "server", "log", "listening", ""],',
        '[0, "client", "note", "the script starts", ""],',
        '[20, "wire", "down", "tick", "2"],',
        '[30, "server", "log", "RuntimeError: x", ""]',
        "]",
    ]
    assert load_timeline(path) == publishable(timeline)
    assert len(json.loads(path.read_text(encoding="utf-8"))) == 4


def test_same_events_do_not_differ() -> None:
    """A run does not differ from itself."""
    assert differences(run(SCRIPT), run(SCRIPT)) == []


def test_order_between_strands_is_not_compared() -> None:
    """The server's log may come before or after a frame."""
    *begin, up, log, down, message, done, close = SCRIPT
    assert differences(run(SCRIPT), run([*begin, log, up, down, message, done, close])) == []
    assert differences(run(SCRIPT), run([*begin, up, down, log, message, done, close])) == []


def test_number_of_connection_is_not_compared() -> None:
    """Two runs may number connections in different orders."""
    other = [(lane, kind, text, it.replace("1", "7")) for lane, kind, text, it in SCRIPT]
    assert differences(run(SCRIPT), run(other)) == []


def test_repetitions_count_as_one() -> None:
    """A sequence with one more tick is the same sequence."""
    begin, end = SCRIPT[:9], SCRIPT[9:]
    tick: At = ("client", "message", "ada: tick", "ada")
    assert differences(run([*begin, *end]), run([*begin, tick, *end])) == []


def test_frames_are_not_compared() -> None:
    """The last frames of a connection that closes may not pass the proxy."""
    less = [it for it in SCRIPT if it[1] not in ("up", "down")]
    assert differences(run(SCRIPT), run(less)) == []
    assert differences(run(less), run(SCRIPT)) == []


@pytest.mark.parametrize(
    "dropped", [index for index, it in enumerate(SCRIPT) if it[1] not in ("up", "down")]
)
def test_event_that_one_run_lacks_is_a_difference(dropped: int) -> None:
    """A run that lacks an event differs, in both directions."""
    less = [it for index, it in enumerate(SCRIPT) if index != dropped]
    assert differences(run(SCRIPT), run(less))
    assert differences(run(less), run(SCRIPT))


def test_difference_names_strand() -> None:
    """The message shows the strand as it was published and as it was seen."""
    begin, end = SCRIPT[:9], SCRIPT[9:]
    extra: At = ("client", "sent", "ada: bye", "ada")
    assert differences(run(SCRIPT), run([*begin, extra, *end])) == [
        "published, not seen: client ada does",
        "    sent ada: hello",
        "seen, not published: client ada does",
        "    sent ada: hello",
        "    sent ada: bye",
    ]


def test_order_of_log_lines_is_not_compared() -> None:
    """Threads of a server log concurrently, but each line must be there."""
    *begin, done, close = SCRIPT
    first: At = ("server", "log", "first", "")
    second: At = ("server", "log", "second", "")
    both = [*begin, first, second, done, close]
    assert differences(run(both), run([*begin, second, first, done, close])) == []
    assert differences(run(both), run([*begin, first, done, close]))


def test_engine_io_requests_are_compared_without_polling_only() -> None:
    """With polling, timing decides how many polls there are."""
    *begin, done, _ = SCRIPT
    socket: At = ("wire", "request", "GET /socket.io/?EIO=4&transport=websocket (WebSocket)", "2")
    poll: At = ("wire", "request", "GET /socket.io/?EIO=4&transport=polling", "3")
    again: At = ("wire", "request", "GET /socket.io/?EIO=4&transport=polling&sid=1", "4")
    assert differences(run([*begin, done]), run([*begin, socket, done]))
    assert differences(run([*begin, poll, done]), run([*begin, poll, again, done])) == []


def test_order_of_client_actions_is_compared() -> None:
    """Two messages that a client sends in a different order are a different sequence."""
    begin, end = SCRIPT[:8], SCRIPT[8:]
    first: At = ("client", "sent", "ada: first", "ada")
    second: At = ("client", "sent", "ada: second", "ada")
    assert differences(run([*begin, first, second, *end]), run([*begin, second, first, *end]))


def test_order_of_received_messages_is_not_compared() -> None:
    """Two messages that a server's threads send may arrive in either order."""
    begin, end = SCRIPT[:8], SCRIPT[8:]
    first: At = ("client", "message", "ada: first", "ada")
    second: At = ("client", "message", "ada: second", "ada")
    assert not differences(run([*begin, first, second, *end]), run([*begin, second, first, *end]))


def test_events_after_end_of_script_are_not_compared() -> None:
    """Runs may differ after the end of the script."""
    late: At = ("wire", "request", "GET /later", "2")
    assert differences(run(SCRIPT), run(SCRIPT[:-1])) == []
    assert differences(run(SCRIPT[:-1]), run([*SCRIPT, late])) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('0{"sid":"p6-JHHPrnWQ0U-dvAAAA"}', '0{"sid":"<sid>"}'),
        ("GET /socket.io/?EIO=4&t=tp3rtot2&sid=x", "GET /socket.io/?EIO=4&t=<random>&sid=x"),
        ("http://127.0.0.1:40719 (12302)", "http://127.0.0.1:<port> (<pid>)"),
        ("[2026-11-21 19:50:45 +0000] [12] [INFO]", "[<time>] [<pid>] [INFO]"),
        ("<Thread at 0x7f57>", "<Thread at <address>>"),
        ("process 31593 measures", "process <pid> measures"),
        ("close 1006", "close 1006"),
    ],
)
def test_placeholders_replace_what_differs_by_chance(text: str, expected: str) -> None:
    """Placeholders replace ids, ports, process ids, times and addresses, but not close codes."""
    assert normalised(text) == expected
