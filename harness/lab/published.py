"""The published timelines: files in docs/timelines, and how a run is compared with them.

A file is a JSON list with one event a line: milliseconds since the script started, lane, kind, text
and source. Times are rounded to 10 ms, which is about as exact as two runs agree.

A test fails when its run did not show the published sequence. Two runs of the same code never agree
in everything, so the sequence is what has to agree:

- Texts are compared with placeholders for what differs by chance: session ids, ports, process ids,
  times, addresses of objects (`PLACEHOLDERS`).
- Events are compared in strands, each of which has a fixed order: what one client of a page does,
  what it gets, what goes up or down one connection, one HTTP request with its response, the
  server's log. The order of two events in different strands is not compared, because strands run
  concurrently. Heartbeats are strands of their own, because they follow a clock.
- Repetitions count as one event: how many there are depends on time.
- What Engine.IO sends is compared only in a run that uses no long polling. With polling, the time
  decides which packets share a poll, and which arrive by the poll or by the WebSocket that the
  client upgrades to.
- Everything up to the end of the script has to be the same. What comes later may be missing.
- A few sides are random, and say why (`VARIES`).
"""

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from backends.shared.manifest import ROOT

from .catalogue import Pitfall
from .timeline import Event, Timeline

TIMELINES = ROOT / "docs" / "timelines"

OVER = ("done", "failed")
"""The kinds of the script's last event."""

GETS = ("open", "message", "error", "close")
"""The kinds of what happens to a client; the others are what it does."""

UPGRADE = "response 200 OK 6"
"""Engine.IO's response to a poll that waits when the client upgrades to WebSocket, if one does."""

PLACEHOLDERS = [
    (re.compile(pattern), placeholder)
    for pattern, placeholder in (
        (r"(?<![\w-])[\w-]{16}AA[A-Z]{2}(?![\w-])", "<sid>"),
        (r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d([.,]\d+)?( ?[+-]\d{4}|Z)?", "<time>"),
        (r"\d\d/[A-Z][a-z]{2}/\d{4} \d\d:\d\d:\d\d", "<time>"),
        (r"&t=[\w.-]+", "&t=<random>"),
        (r"\b[\d.]+ ?ms\b", "<duration>"),
        (r"(?<='REMOTE_PORT': ')\d+", "<port>"),
        (r"(127\.0\.0\.1|localhost):\d+", r"\1:<port>"),
        (r"0x[0-9a-f]+", "<address>"),
        (r"(?<=\[)\d+(?=\] \[)|(?<=pid: )\d+|(?<=process )\d+|(?<=\()\d+(?=\)$)", "<pid>"),
    )
]

VARIES = {
    "flask_socketio/ack_never_comes.fixed": "handlers run in threads: which ends first is random",
    "flask_socketio/blocking_sleep_freezes_everybody.broken": "both answers come at the same time",
    "flask_socketio/development_server_in_production.fixed": "the upgrade races with the event",
    "flask_socketio/ghosts.fixed": "bob asks until ada is gone: how often depends on time",
    "flask_socketio/old_client.fixed": "the event comes before, during or after the upgrade",
    "flask_socketio/origin_localhost.fixed": "the event comes before, during or after the upgrade",
    "flask_socketio/size_limit.broken": "the server reads frames with random masks as requests",
    "flask_socketio/size_limit.fixed": "the browser cuts messages where its buffers happen to end",
    "flask_socketio/too_many_packets.broken": "how many packets a request carries depends on time",
    "flask_socketio/two_workers_invalid_session.broken": "a random worker gets each request",
    "flask_socketio/two_workers_invalid_session.fixed": "the upgrade races with the first event",
    "flask_socketio/wrong_async_mode.broken": "the server blocks before or after it connects",
    "flask_socketio/wrong_async_mode.fixed": "the event comes before, during or after the upgrade",
    "flask_sockets/blueprints.broken": "the server closes before or after the first message",
    "native/buffered_amount.broken": "the browser cuts messages where its buffers happen to end",
    "native/buffered_amount.fixed": "the browser cuts messages where its buffers happen to end",
    "native/heartbeat_in_page.broken": "a timer of the page is due when the script ends",
    "native/reconnect_storm.broken": "how many attempts fit into the time is random",
    "native/reconnect_storm.fixed": "how many attempts fit into the time is random",
    "tornado/no_pings.fixed": "bob asks until ada is gone: how often depends on time",
    "tornado/ping_timeout_longer.broken": "the server closes before or after the last message",
    "tornado/set_changed.broken": "a set has no order: which client gets the message is random",
    "tornado/writes_not_awaited.broken": "how much waits in the server's memory differs",
}
"""Sides whose sequence is random, and why. They are published once, and not compared."""


def path_of(pitfall: Pitfall, side: str) -> Path:
    """Return where a side's timeline is."""
    return TIMELINES / pitfall.folder / f"{pitfall.name}.{side}.json"


def load_timeline(path: Path) -> list[Event]:
    """Read a file."""
    return [Event(*line) for line in json.loads(path.read_text(encoding="utf-8"))]


def publishable(timeline: Timeline) -> list[Event]:
    """Return the events for a file, with times since the start of the script."""
    events = [
        event
        for event in timeline.all()
        # Tracebacks contain paths of this machine, and their last line says enough.
        if not (event.lane == "server" and event.text.startswith((" ", "Traceback")))
    ]
    begin = next((event.at for event in events if event.lane == "client"), 0.0)
    return [
        replace(event, at=round(event.at - begin, -1))
        for event in events
        if event.at >= begin or event.lane != "wire"
    ]


def save_timeline(path: Path, events: Iterable[Event]) -> None:
    """Write a file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = [
        json.dumps([int(it.at), it.lane, it.kind, it.text, it.source], ensure_ascii=False)
        for it in events
    ]
    path.write_text("[\n" + ",\n".join(lines) + "\n]\n", encoding="utf-8")


@dataclass(frozen=True)
class Strand:
    """Events that happen in a fixed order, each as `kind text`."""

    name: str
    whole: list[str]
    until_end: list[str]
    """The events up to the end of the script."""


def strands(events: Sequence[Event]) -> list[Strand]:
    """Return the strands of a run."""
    found: dict[tuple[str, str], Strand] = {}
    requests = [event for event in events if event.lane == "wire" and "EIO=" in event.text]
    engine_io = {event.source for event in requests}
    polling = any("transport=polling" in event.text for event in requests)
    ended = False
    for event in events:
        if polling and event.lane == "wire" and event.source in engine_io:
            continue
        name = f"{event.lane} {_strand(event, engine_io=event.source in engine_io)}"
        strand = found.setdefault((name, event.source), Strand(name, [], []))
        line = f"{event.kind} {normalised(event.text)}"
        if strand.whole[-1:] != [line]:
            strand.whole.append(line)
            if not ended:
                strand.until_end.append(line)
        ended = ended or event.kind in OVER
    return [strand for strand in found.values() if strand.whole[-1] != UPGRADE]


def _strand(event: Event, *, engine_io: bool) -> str:
    """Name what an event has its order in; on the wire without the connection's number."""
    if event.lane == "client":
        return f"{event.source} {'gets' if event.kind in GETS else 'does'}".lstrip()
    if event.kind in ("up", "down") and (
        event.text.startswith(("Ping", "Pong")) or (engine_io and event.text in ("2", "3"))
    ):
        return f"heartbeat {event.kind}"
    return "exchange" if event.kind in ("request", "response") else event.kind


def differences(published: Sequence[Event], seen: Sequence[Event]) -> list[str]:
    """Return the strands in which two runs differ; none if they show the same sequence."""
    rest = strands(seen)
    lines = []
    for strand in sorted(strands(published), key=lambda it: len(it.until_end), reverse=True):
        same = [
            other
            for other in rest
            if other.name == strand.name
            and strand.whole[: len(other.until_end)] == other.until_end
            and other.whole[: len(strand.until_end)] == strand.until_end
        ]
        if same:
            rest.remove(max(same, key=lambda other: other.whole == strand.whole))
        elif strand.until_end:
            lines += [f"published, not seen: {strand.name}", *_indented(strand.until_end)]
    for strand in rest:
        if strand.until_end:
            lines += [f"seen, not published: {strand.name}", *_indented(strand.until_end)]
    return lines


def _indented(lines: Iterable[str]) -> list[str]:
    return [f"    {line}" for line in lines]


def normalised(text: str) -> str:
    """Return a text with placeholders."""
    for pattern, placeholder in PLACEHOLDERS:
        text = pattern.sub(placeholder, text)
    return text
