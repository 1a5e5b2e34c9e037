"""Jobs: work that a client starts, with progress events for that client only."""

import itertools
from collections.abc import Hashable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from . import fields
from .errors import Code, ContractError
from .limits import JOBS_MAX, STEPS_MAX

Connection = TypeVar("Connection", bound=Hashable)


@dataclass(slots=True)
class Job:
    """A job of `total` steps. The backend stops working on it when it is `cancelled`."""

    id: str
    total: int
    cancelled: bool = False

    @property
    def ack(self) -> dict[str, Any]:
        """The acknowledgement of `start_job`."""
        return {"ok": True, "job": self.id}

    def progress(self, done: int) -> dict[str, Any]:
        """Return the `progress` event after `done` steps."""
        return {"job": self.id, "done": done, "total": self.total}

    @property
    def finished(self) -> dict[str, Any]:
        """The `finished` event."""
        return {"job": self.id}


class Jobs(Generic[Connection]):
    """The running jobs of this process, by the connection that started them."""

    def __init__(self) -> None:
        self._running: dict[Connection, list[Job]] = {}
        self._ids = itertools.count(1)

    def start(self, connection: Connection, data: object) -> Job:
        """Return a new job for what a client sent, or raise `ContractError`."""
        steps = fields.integer(fields.as_object(data), "steps", least=1, most=STEPS_MAX)
        if len(self._running.get(connection, ())) >= JOBS_MAX:
            raise ContractError(Code.TOO_MANY, f"a connection can have {JOBS_MAX} jobs running")
        job = Job(f"job-{next(self._ids)}", steps)
        self._running.setdefault(connection, []).append(job)
        return job

    def end(self, connection: Connection, job: Job) -> None:
        """Forget a finished job, so that its connection can start another."""
        jobs = self._running[connection]
        jobs.remove(job)
        if not jobs:
            del self._running[connection]

    def disconnect(self, connection: Connection) -> None:
        """Cancel the jobs of a closed connection."""
        for job in self._running.pop(connection, ()):
            job.cancelled = True
