"""The rows and columns of the matrix, and how a cell is found out: nothing is typed in by hand.

A cell says "yes" where the backend does it and its library does it too: the library's bare loop
answers the same probe, or the backend's code asks the library for it by name.
"""

import ast
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from backends.shared.manifest import BACKENDS, Manifest, load_all

from ..bench.programs import ALLOWED_CORES, can_measure, pin, running
from ..pytest.deployments import Deployment
from . import probes
from .probes import Target, answer
from .render import NO, NONE, OURS, YES, Cells

PATIENT, IMPATIENT = "600", "1"
"""Heartbeats in seconds: probes answer no ping, and no server may give one up for that, however
long it takes on a busy machine; but one waits for a ping.
"""


@dataclass(frozen=True)
class Row:
    """A feature. `asks` are the names by which code asks a library for it, if it has it.

    `takes` are the names without which the echo scenario's code has not got it; `mends` are methods
    of the library that are of no use for it as they are, where a backend has its own instead.
    """

    title: str
    probe: Callable[[Target], bool]
    protocols: tuple[str, ...] = ("native", "socketio")
    asks: frozenset[str] = frozenset()
    takes: frozenset[str] = frozenset()
    mends: frozenset[str] = frozenset()
    heartbeat: str = PATIENT


NATIVE = ("native",)

ROWS = [
    Row("Text", probes.text),
    Row("Binary", probes.binary),
    Row("Fragmented messages", probes.fragments),
    Row("Pings are answered", probes.pong),
    Row(
        "The server pings",
        probes.ping,
        asks=frozenset({"websocket_ping_interval"}),
        heartbeat=IMPATIENT,
    ),
    Row("Close codes", probes.close_codes, NATIVE),
    Row("Wrong close codes are rejected", probes.bad_codes, NATIVE),
    Row("Unmasked frames are rejected", probes.masks, NATIVE),
    Row("Protocol errors close with 1002", probes.protocol_errors, NATIVE),
    Row("Bad UTF-8 closes with 1007", probes.bad_text, NATIVE),
    Row("Maximum size", probes.size_limit),
    Row("Origin is checked", probes.origin_check),
    Row("Compression", probes.compression),
    Row("Subprotocols", probes.subprotocol),
    Row("HTTP fallback", probes.http_fallback),
    Row("Acknowledgements", probes.acknowledgements),
    Row(
        "Blueprints",
        probes.text,
        takes=frozenset({"Blueprint"}),
        mends=frozenset({"def register_blueprint"}),
    ),
    Row("Rooms", probes.rooms, asks=frozenset({"join_room"})),
    Row("Login by cookie", probes.session, asks=frozenset({"session", "get_signed_cookie"})),
    Row("Slow clients don't block others", probes.slow_client),
    Row("Full send queue closes with 1013", probes.full_send_queue, NATIVE),
]


def cells(deployment: Deployment) -> Cells:
    """Find out a column."""
    ours: dict[str, bool] = {}
    for heartbeat in (PATIENT, IMPATIENT):
        server = deployment.start(HEARTBEAT=heartbeat)
        try:
            ours |= answers(deployment.manifest, server.url, heartbeat)
        finally:
            server.stop()
    bare = bare_answers(loop_of(deployment))
    known = names(*sources(deployment.manifest.name))
    echo = names(BACKENDS / deployment.manifest.name / "echo.py")
    return {row.title: NO if row.takes - echo else cell(row, ours, bare, known) for row in ROWS}


def loop_of(deployment: Deployment) -> Deployment:
    """Return a spec that has a bare loop: this one, the one that it is a variety of, the default.

    gunicorn's spec with gevent-websocket is a variety of gevent's, in the same environment.
    """
    manifest, spec = deployment.manifest, deployment.spec
    environment = manifest.environment(spec)
    others = [Deployment(manifest, other) for other in manifest.servers]
    measured = [other for other in others if can_measure(other)]
    for other in measured:
        related = other.spec.name in spec.name
        if related and manifest.environment(other.spec) == environment:
            return other
    return measured[0]


@cache
def bare_answers(loop: Deployment) -> dict[str, bool]:
    """Put the questions to a bare loop, once for all servers that it stands for."""
    try:
        with running(loop, "baseline") as program:
            return answers(loop.manifest, program.url, PATIENT, IMPATIENT)
    finally:
        pin(ALLOWED_CORES)  # the benchmark has kept us on one


def answers(manifest: Manifest, url: str, *heartbeats: str) -> dict[str, bool]:
    """Put every question that there is for a protocol and a heartbeat."""
    target = Target(url, manifest.protocol)
    return {
        row.title: answer(row.probe, target)
        for row in ROWS
        if manifest.protocol in row.protocols and row.heartbeat in heartbeats
    }


def cell(row: Row, ours: dict[str, bool], bare: dict[str, bool], known: set[str]) -> str:
    """Return a cell: what the answers of a backend and of its library's bare loop come to."""
    if row.title not in ours:
        return NONE
    if not ours[row.title]:
        return NO
    theirs = bare[row.title] and not row.mends & known
    return YES if theirs or row.asks & known else OURS


def names(*paths: Path) -> set[str]:
    """Return the names that these files use; a function that they define as "def name"."""
    found: set[str] = set()
    for path in paths:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Name):
                found.add(node.id)
            elif isinstance(node, ast.Attribute):
                found.add(node.attr)
            elif isinstance(node, ast.keyword) and node.arg:
                found.add(node.arg)
            elif isinstance(node, ast.FunctionDef):
                found.add(f"def {node.name}")
    return found


def sources(name: str) -> Iterator[Path]:
    """Yield the files of a backend, and of the backends that it imports."""
    yield from (own := sorted((BACKENDS / name).glob("*.py")))
    borrowed = {
        other
        for path in own
        for other in load_all()
        if other != name and f"from ..{other}." in path.read_text(encoding="utf-8")
    }
    for other in borrowed:
        yield from sorted((BACKENDS / other).glob("*.py"))
