"""push: the server sends ticks, announcements and the progress of jobs.

Outside an event handler, call `socketio.emit()` with the namespace: `emit()` needs a request.
"""

import itertools
from typing import Any

from flask import Blueprint, current_app

from ..shared.contract import Job, Jobs, announcement, parse_announcement, tick
from ..shared.flask_site import json_body
from .events import current_person, enter, leave, lock, people, request, socketio

blueprint = Blueprint("push", __name__)
jobs: Jobs[str] = Jobs()


@socketio.on("connect", namespace="/push")
def connect() -> None:
    """Accept everyone."""
    enter()


@socketio.on("disconnect", namespace="/push")
def disconnect(reason: str) -> None:
    """Cancel this client's jobs."""
    with lock:
        leave()
        jobs.disconnect(request.sid)


@socketio.on("start_job", namespace="/push")
def start_job(data: object = None) -> dict[str, Any]:
    """Start a job in a background task."""
    with lock:
        current_person()  # raises an error if the client has gone: its job would never be cancelled
        job = jobs.start(request.sid, data)
    socketio.start_background_task(work, job, request.sid, current_app.config["PUSH_INTERVAL"])
    return job.ack


def work(job: Job, sid: str, interval: float) -> None:
    """Do a job, one step per interval, and report each step to the client that started it."""
    for done in range(1, job.total + 1):
        socketio.sleep(interval)
        if job.cancelled:
            return
        socketio.emit("progress", job.progress(done), namespace="/push", to=sid)
    socketio.emit("finished", job.finished, namespace="/push", to=sid)
    with lock:
        if not job.cancelled:
            jobs.end(sid, job)


def tick_forever(interval: float) -> None:
    """Send a tick to everyone after each interval: one task for all clients."""
    for n in itertools.count(1):
        socketio.sleep(interval)
        socketio.emit("tick", tick(n), namespace="/push")


@blueprint.post("/api/announcements")
def announce() -> tuple[dict[str, Any], int]:
    """Send a text to everyone, or to every connection of one user."""
    wanted = parse_announcement(json_body())
    listeners = people["/push"].copy()
    recipients = [sid for sid, person in listeners.items() if wanted.is_for(person)]
    event = announcement(wanted.text)
    for sid in recipients:
        socketio.emit("announcement", event, namespace="/push", to=sid)
    return {"recipients": len(recipients)}, 202
