"""push: the server sends ticks, announcements and the progress of jobs."""

import asyncio
import itertools
from collections.abc import Iterable
from typing import Any

from ..shared.contract import (
    ContractError,
    Job,
    Jobs,
    announcement,
    encode_event,
    parse_announcement,
    tick,
)
from .connection import JSONConnection
from .json_handler import JSONHandler

jobs: Jobs["PushSocket"] = Jobs()


class PushSocket(JSONConnection):
    """A connection that receives ticks and announcements, and can start jobs."""

    events = ("start_job",)

    def start_job(self, data: object) -> dict[str, Any]:
        """Start a job in its own task."""
        job = jobs.start(self, data)
        tasks.add(task := asyncio.create_task(self.work(job)))
        task.add_done_callback(tasks.discard)
        return job.ack

    async def work(self, job: Job) -> None:
        """Do a step of a job in each interval, and report it to the client that started the job."""
        for done in range(1, job.total + 1):
            await asyncio.sleep(self.settings["push_interval"])
            if job.cancelled:
                return
            self.send_event("progress", job.progress(done))
        self.send_event("finished", job.finished)
        jobs.end(self, job)

    def on_close(self) -> None:
        """Cancel this client's jobs."""
        super().on_close()
        jobs.disconnect(self)


tasks: set[asyncio.Task[None]] = set()
"""The event loop keeps only weak references: without this set, a running task could disappear."""


class Ticker:
    """Sends a tick to all clients at each call."""

    def __init__(self, clients: Iterable[PushSocket]) -> None:
        self.clients = clients
        self.numbers = itertools.count(1)

    def __call__(self) -> None:
        """Send the next tick."""
        send_to_all(self.clients, "tick", tick(next(self.numbers)))


def send_to_all(recipients: Iterable[PushSocket], event: str, data: dict[str, Any]) -> None:
    """Send an event to many clients; encode it once."""
    encoded = encode_event(event, data).encode()
    for client in list(recipients):
        client.send_encoded(encoded)


class Announcements(JSONHandler):
    """POST /api/announcements: from an HTTP request to open WebSockets."""

    def initialize(self, clients: Iterable[PushSocket]) -> None:
        """Keep the set of open /push connections."""
        self.clients = clients

    def post(self) -> None:
        """Send a text to all clients, or to all connections of a user."""
        try:
            wanted = parse_announcement(self.json_body())
        except ContractError as error:
            self.reject(error)
            return
        recipients = [client for client in self.clients if wanted.is_for(client.person)]
        send_to_all(recipients, "announcement", announcement(wanted.text))
        self.set_status(202)
        self.write({"recipients": len(recipients)})
