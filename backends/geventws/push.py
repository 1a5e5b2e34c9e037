"""push: the server speaks first - ticks, announcements and the progress of jobs."""

import itertools
from typing import Any

import gevent
from flask import Blueprint, current_app, request

from ..shared.contract import (
    Job,
    Jobs,
    announcement,
    encode_event,
    parse_announcement,
    parse_body,
    tick,
)
from .connection import JSONScenario
from .protocol import encode_text

blueprint = Blueprint("push", __name__)
clients: set["PushSocket"] = set()
jobs: Jobs["PushSocket"] = Jobs()


class PushSocket(JSONScenario):
    """One connection that listens, and may start jobs."""

    events = ("start_job",)

    def start_job(self, data: object) -> dict[str, Any]:
        """Start a job in a greenlet of its own."""
        job = jobs.start(self, data)
        gevent.spawn(self.work, job, current_app.config["PUSH_INTERVAL"])
        return job.ack

    def work(self, job: Job, interval: float) -> None:
        """Do a job, one step an interval, and report each step to the one who started it."""
        for done in range(1, job.total + 1):
            gevent.sleep(interval)
            if job.cancelled:
                return
            self.send_event("progress", job.progress(done))
        self.send_event("finished", job.finished)
        jobs.end(self, job)

    def on_close(self) -> None:
        """Cancel this client's jobs."""
        jobs.disconnect(self)


def tick_for_ever(interval: float) -> None:
    """Tell everyone that another interval has passed: one greenlet, however many listen."""
    for n in itertools.count(1):
        gevent.sleep(interval)
        send_to_all(list(clients), "tick", tick(n))


def send_to_all(recipients: list[PushSocket], event: str, data: dict[str, Any]) -> None:
    """Fan an event out; it is encoded once."""
    frame = encode_text(encode_event(event, data))
    for client in recipients:
        client.send_encoded(frame)


@blueprint.route("/ws/push", websocket=True)
def push() -> str:
    """Serve one connection."""
    return PushSocket(clients).run()


@blueprint.post("/api/announcements")
def announce() -> tuple[dict[str, Any], int]:
    """Send a text to everyone, or to every connection of one user."""
    wanted = parse_announcement(parse_body(request.content_type, request.get_data()))
    recipients = [
        client
        for client in clients
        if wanted.to is None or (client.person.logged_in and client.person.name == wanted.to)
    ]
    send_to_all(recipients, "announcement", announcement(wanted.text))
    return {"recipients": len(recipients)}, 202
