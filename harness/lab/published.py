"""The published timelines: files in docs/timelines, and how a run is compared with them.

A file is a JSON list with one event per line: milliseconds since the script started, lane, kind,
text and source. Times are rounded to 10 ms, because two runs differ by about as much.

A test fails if its run does not agree with the published one. Two runs of the same code are never
identical, so only the following is compared:

- Texts are compared with placeholders for values that differ between runs: session ids, ports,
  process ids, times, addresses of objects (`PLACEHOLDERS`).
- What each client of the page does is compared in order. All other events are compared without
  their order, because threads and connections run concurrently. The tests check the order that
  matters.
- Repetitions count as one event: their number depends on time.
- Frames on the wire are not compared: when a connection closes, timing decides which of its last
  frames pass the proxy. What the client got from them is compared.
- Requests to Engine.IO are compared only in runs without long polling. With polling, timing decides
  how many polls there are, and which packets they share.
- All events up to the end of the script must be the same. Later events can be missing.
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

FRAMES = ("up", "down")
"""The kinds of frames on the wire."""

GETS = ("open", "message", "error", "close")
"""The kinds of events that happen to a client. The other kinds are what the client does."""

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
"""Sides with a random sequence, and why it is random. They are published once and not compared."""


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
        # Tracebacks contain paths of this machine; their last line is enough.
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
    """Events that are compared in order, each as `kind text`; most strands have one event."""

    name: str
    whole: list[str]
    until_end: list[str]
    """The events up to the end of the script."""


def strands(events: Sequence[Event]) -> list[Strand]:
    """Return the strands of a run."""
    found: dict[tuple[str, ...], Strand] = {}
    requests = [event for event in events if event.lane == "wire" and "EIO=" in event.text]
    engine_io = {event.source for event in requests}
    polling = any("transport=polling" in event.text for event in requests)
    ended = False
    for event in events:
        if event.kind in FRAMES or (polling and event.lane == "wire" and event.source in engine_io):
            continue
        name = f"{event.lane} {_strand(event)}"
        line = f"{event.kind} {normalised(event.text)}"
        in_order = event.lane == "client" and event.kind not in GETS
        key = (name, event.source, "" if in_order else line)
        strand = found.setdefault(key, Strand(name, [], []))
        if strand.whole[-1:] != [line]:
            strand.whole.append(line)
            if not ended:
                strand.until_end.append(line)
        ended = ended or event.kind in OVER
    return list(found.values())


def _strand(event: Event) -> str:
    """Return the name of an event's strand; on the wire without the connection's number."""
    if event.lane == "client":
        return f"{event.source} {'gets' if event.kind in GETS else 'does'}".lstrip()
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
