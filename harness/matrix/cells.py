"""The rows of the support matrix, and how each cell is determined.

The same probe runs against a backend and its library's baseline. If both have a feature, the
library does it. If only the backend has it, the manifest's [support] table must say whether the
library or the backend's code does it.
"""

from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache

from backends.shared.manifest import Manifest

from ..bench.programs import can_measure, start
from ..deployments import Deployment
from . import probes
from .probes import Target, answer
from .render import NO, NONE, OWN_CODE, YES, Cells

HEARTBEATS = SLOW_HEARTBEAT, FAST_HEARTBEAT = "600", "1"
"""Seconds. Probes do not answer pings, so most of them need a server that sends no ping in time,
even on a busy machine. One probe waits for a ping.
"""


class SupportError(Exception):
    """A manifest's [support] table does not explain the answers of the probes."""


@dataclass(frozen=True)
class Row:
    """A feature, and the probe that looks for it.

    A `declared` feature cannot be seen from outside: the manifest says which backends have it, and
    the probe checks that they work.
    """

    title: str
    probe: Callable[[Target], bool]
    protocols: tuple[str, ...] = ("native", "socketio")
    heartbeat: str = SLOW_HEARTBEAT
    declared: bool = False


NATIVE = ("native",)

ROWS = [
    Row("Text", probes.text),
    Row("Binary", probes.binary),
    Row("Fragmented messages", probes.fragments),
    Row("Pings are answered", probes.pong),
    Row("The server pings", probes.ping, heartbeat=FAST_HEARTBEAT),
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
    Row("Blueprints", probes.text, declared=True),
    Row("Rooms", probes.rooms),
    Row("Login by cookie", probes.session),
    Row("Slow clients don't block others", probes.slow_client),
    Row("Full send queue closes with 1013", probes.full_send_queue, NATIVE),
]


def cells(deployment: Deployment) -> Cells:
    """Return a column of the matrix."""
    # Probes mostly wait, so they run against all servers at the same time.
    with ThreadPoolExecutor() as threads:
        baseline = threads.submit(baseline_answers, baseline_of(deployment))
        found = merged(threads.map(lambda it: backend_answers(deployment, it), HEARTBEATS))
    return {row.title: cell(row, deployment.manifest, found, baseline.result()) for row in ROWS}


def backend_answers(deployment: Deployment, heartbeat: str) -> dict[str, bool]:
    """Start a backend's server and run the probes for this heartbeat."""
    server = deployment.start(HEARTBEAT=heartbeat)
    try:
        return answers(deployment.manifest, server.url, heartbeat)
    finally:
        server.stop()


def baseline_of(deployment: Deployment) -> Deployment:
    """Return the deployment with the baseline for this one: it runs on the same WSGI server.

    gunicorn with gevent-websocket's worker runs gevent's WSGI server, in the same environment. If
    no baseline runs on the same server, the default server's baseline is used.
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
def baseline_answers(deployment: Deployment) -> dict[str, bool]:
    """Start a baseline and run all probes, once for all servers that use this baseline."""
    baseline = start(deployment, "baseline")
    try:
        url = baseline.url
        with ThreadPoolExecutor() as threads:
            return merged(threads.map(lambda it: answers(deployment.manifest, url, it), HEARTBEATS))
    finally:
        baseline.kill()


def answers(manifest: Manifest, url: str, heartbeat: str) -> dict[str, bool]:
    """Run the probes for a server's protocol and a heartbeat."""
    target = Target(url, manifest.protocol)
    return {
        row.title: answer(row.probe, target)
        for row in ROWS
        if manifest.protocol in row.protocols and row.heartbeat == heartbeat
    }


def merged(parts: Iterable[dict[str, bool]]) -> dict[str, bool]:
    """Return the answers of several servers in one dictionary."""
    return {title: found for part in parts for title, found in part.items()}


def cell(row: Row, manifest: Manifest, found: dict[str, bool], baseline: dict[str, bool]) -> str:
    """Return a cell from the answers of the backend and of the baseline."""
    support = manifest.support
    listed = row.title in support.by_library + support.by_our_code
    if row.title not in found:
        return NONE
    if not found[row.title] or (row.declared and not listed):
        return NO
    if baseline[row.title] and not row.declared:
        return YES
    if not listed:
        raise SupportError(
            f"{manifest.name} has {row.title!r} and its baseline has not: list it in [support]"
        )
    return YES if row.title in support.by_library else OWN_CODE
