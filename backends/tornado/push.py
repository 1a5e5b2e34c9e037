"""push: the server speaks first - ticks, announcements and the progress of jobs."""

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
    """One connection that listens, and may start jobs."""

    clients: "set[PushSocket]"
    events = ("start_job",)

    def start_job(self, data: object) -> dict[str, Any]:
        """Start a job in a task of its own."""
        job = jobs.start(self, data)
        tasks.add(task := asyncio.create_task(self.work(job)))
        task.add_done_callback(tasks.discard)
        return job.ack

    async def work(self, job: Job) -> None:
        """Do a job, one step an interval, and report each step to the one who started it."""
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
"""The event loop holds tasks weakly: one that nobody else holds may vanish half done."""


class Ticker:
    """Tells everyone that another interval has passed: one call, however many listen."""

    def __init__(self, clients: Iterable[PushSocket]) -> None:
        self.clients = clients
        self.numbers = itertools.count(1)

    def __call__(self) -> None:
        """Send the next tick."""
        frame = encode_event("tick", tick(next(self.numbers))).encode()
        for client in list(self.clients):
            client.send_frame(frame)


class Announcements(JSONHandler):
    """POST /api/announcements: from an HTTP request to open WebSockets."""

    def initialize(self, clients: Iterable[PushSocket]) -> None:
        """Take the set of those who listen."""
        self.clients = clients

    def post(self) -> None:
        """Send a text to everyone, or to every connection of one user."""
        try:
            wanted = parse_announcement(self.json_body())
        except ContractError as error:
            self.refuse(error)
            return
        recipients = [
            client
            for client in self.clients
            if wanted.to is None or (client.person.logged_in and client.person.name == wanted.to)
        ]
        for client in recipients:
            client.send_event("announcement", announcement(wanted.text))
        self.set_status(202)
        self.write({"recipients": len(recipients)})
