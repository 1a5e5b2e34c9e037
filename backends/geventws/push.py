"""push: the server sends ticks, announcements and the progress of jobs."""

import itertools
from collections.abc import Iterable
from typing import Any

import gevent
from flask import Blueprint, current_app

from ..shared.contract import Job, Jobs, announcement, encode_event, parse_announcement, tick
from ..shared.flask_site import json_body
from .connection import JSONConnection
from .protocol import encode_text

blueprint = Blueprint("push", __name__)
clients: set["PushSocket"] = set()
jobs: Jobs["PushSocket"] = Jobs()


class PushSocket(JSONConnection):
    """A connection that receives ticks and announcements, and can start jobs."""

    events = ("start_job",)

    def start_job(self, data: object) -> dict[str, Any]:
        """Start a job in its own greenlet."""
        job = jobs.start(self, data)
        gevent.spawn(self.work, job, current_app.config["PUSH_INTERVAL"])
        return job.ack

    def work(self, job: Job, interval: float) -> None:
        """Do a step of a job in each interval, and report it to the client that started the job."""
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
    """Send a tick to all clients in each interval. One greenlet is enough for all clients."""
    for n in itertools.count(1):
        gevent.sleep(interval)
        send_to_all(clients, "tick", tick(n))


def send_to_all(recipients: Iterable[PushSocket], event: str, data: dict[str, Any]) -> None:
    """Send an event to many clients; encode it once."""
    encoded = encode_text(encode_event(event, data))
    for client in list(recipients):
        client.send_encoded(encoded)


@blueprint.route("/ws/push", websocket=True)
def push() -> str:
    """Serve a connection."""
    return PushSocket(clients).run()


@blueprint.post("/api/announcements")
def announce() -> tuple[dict[str, Any], int]:
    """Send a text to all clients, or to all connections of a user."""
    wanted = parse_announcement(json_body())
    recipients = [client for client in clients if wanted.is_for(client.person)]
    send_to_all(recipients, "announcement", announcement(wanted.text))
    return {"recipients": len(recipients)}, 202
