"""push: the server speaks first - ticks, announcements and the progress of jobs.

Code outside an event handler has no `emit()`: it uses `socketio.emit()` and names the namespace.
"""

import itertools
from typing import Any

from flask import Blueprint, current_app

from ..shared.contract import Job, Jobs, announcement, parse_announcement, parse_body, tick
from .events import enter, leave, lock, people, request, socketio

blueprint = Blueprint("push", __name__)
jobs: Jobs[str] = Jobs()


@socketio.on("connect", namespace="/push")
def connect() -> None:
    """Let everybody in."""
    enter()


@socketio.on("disconnect", namespace="/push")
def disconnect(reason: str) -> None:
    """Cancel this client's jobs."""
    with lock:
        jobs.disconnect(request.sid)
    leave()


@socketio.on("start_job", namespace="/push")
def start_job(data: object = None) -> dict[str, Any]:
    """Start a job in a background task."""
    with lock:
        job = jobs.start(request.sid, data)
    socketio.start_background_task(work, job, request.sid, current_app.config["PUSH_INTERVAL"])
    return job.ack


def work(job: Job, sid: str, interval: float) -> None:
    """Do a job, one step an interval, and report each step to the one who started it."""
    for done in range(1, job.total + 1):
        socketio.sleep(interval)
        if job.cancelled:
            return
        socketio.emit("progress", job.progress(done), namespace="/push", to=sid)
    socketio.emit("finished", job.finished, namespace="/push", to=sid)
    with lock:
        if not job.cancelled:
            jobs.end(sid, job)


def tick_for_ever(interval: float) -> None:
    """Tell everyone that another interval has passed: one task, however many listen."""
    for n in itertools.count(1):
        socketio.sleep(interval)
        socketio.emit("tick", tick(n), namespace="/push")


@blueprint.post("/api/announcements")
def announce() -> tuple[dict[str, Any], int]:
    """Send a text to everyone, or to every connection of one user."""
    wanted = parse_announcement(parse_body(request.content_type, request.get_data()))
    listeners = people["/push"].copy()
    recipients = [
        sid
        for sid, person in listeners.items()
        if wanted.to is None or (person.logged_in and person.name == wanted.to)
    ]
    event = announcement(wanted.text)
    for sid in recipients:
        socketio.emit("announcement", event, namespace="/push", to=sid)
    return {"recipients": len(recipients)}, 202
