"""Runs every check of the project, three at a time: `python3 run.py tests`.

The output of each session goes to build/logs/<session>.log, and to the terminal if it fails. All
environments are installed first, so that no two sessions install the same one at once.
"""

import json
import queue
import re
import signal
import subprocess
import sys
import time
from collections import deque
from collections.abc import Sequence

from backends.shared.manifest import ROOT

from ..processes.process import Process, ServerError
from .progress import minutes

LOGS = ROOT / "build" / "logs"
AT_ONCE = 3
SECONDS_BETWEEN_REPORTS = 60
SECONDS_TO_STOP = 35
NOX = [sys.executable, "-m", "nox"]
PERCENT = re.compile(r"\[ *(\d+)%\]")
SUMMARY = re.compile(r"=+ (.*) in [\d.]+s.* =+|\S+ (pass|fail) (\d+)")
"""The last lines of pytest and of Node's test runner."""
COUNT = re.compile(r"(\d+) (passed|failed|errors?|skipped)")


class Interrupted(Exception):
    """Ctrl-C, or SIGTERM."""


class Session(Process):
    """A run of nox that keeps its output in a file."""

    def __init__(
        self, name: str, arguments: Sequence[str], ended: "queue.SimpleQueue[Session | None]"
    ) -> None:
        """Start the session. When its output ends, it puts itself into the queue."""
        self.name = name
        self.path = LOGS / f"{name}.log"
        self.began = time.monotonic()
        self._queue = ended
        self._file = self.path.open("w", encoding="utf-8")
        super().__init__([*NOX, *arguments], {})

    def __str__(self) -> str:
        return self.name

    def _printed(self, line: str) -> None:
        self._file.write(f"{line}\n")
        self._file.flush()

    def _ended(self) -> None:
        self._file.close()
        self._queue.put(self)

    @property
    def seconds(self) -> float:
        """How long it has been running."""
        return time.monotonic() - self.began

    @property
    def percent(self) -> str:
        """Pytest's last percentage; empty if it has printed none."""
        said = PERCENT.findall("\n".join(self.log[-200:]))
        return f", {said[-1]}%" if said else ""


def count(log: Sequence[str]) -> dict[str, int]:
    """Return how many tests passed, failed and were skipped, from the last lines of a log."""
    counts = {"passed": 0, "failed": 0, "skipped": 0}
    for line in log:
        if not (summary := SUMMARY.fullmatch(line.strip())):
            continue
        if summary[2]:
            counts[f"{summary[2]}ed"] += int(summary[3])
        for number, outcome in COUNT.findall(summary[1] or ""):
            counts["failed" if outcome.startswith("error") else outcome] += int(number)
    return counts


def spell(counts: dict[str, int]) -> str:
    """Write counts as `12 passed, 0 failed`."""
    skipped = f", {counts['skipped']} skipped" if counts["skipped"] else ""
    return f"{counts['passed']} passed, {counts['failed']} failed{skipped}"


class Checks:
    """All checks, some of them running."""

    def __init__(self, names: Sequence[str], arguments: Sequence[str]) -> None:
        """Prepare the checks, and start none."""
        self.total = len(names)
        self.failed: list[Session] = []
        self.done = 0
        self.counts = {"passed": 0, "failed": 0, "skipped": 0}
        self._waiting = deque(names)
        self._arguments = arguments
        self._running: list[Session] = []
        self._ended: queue.SimpleQueue[Session | None] = queue.SimpleQueue()
        self._began = time.monotonic()

    def install(self, needs: Sequence[str]) -> None:
        """Install what all checks need."""
        self.say("installing what the tests need")
        self._start("install", ["--parallel", str(AT_ONCE), "--session", *needs])
        self._next()

    def run(self) -> None:
        """Run the checks until the last has ended."""
        while self._waiting or self._running:
            while self._waiting and len(self._running) < AT_ONCE:
                name = self._waiting.popleft()
                self.say(f"{name} started")
                self._start(name, ["--no-dependencies", "--session", name, "--", *self._arguments])
            session = self._next()
            counts = count(session.log)
            self.done += 1
            self.counts = {key: self.counts[key] + counts[key] for key in counts}
            verdict = "failed" if session in self.failed else "passed"
            tests = f": {spell(counts)}" if any(counts.values()) else ""
            took = f"in {minutes(session.seconds)}{tests}"
            self.say(f"{self.done} of {self.total}: {session} {verdict} {took}")

    def _start(self, name: str, arguments: Sequence[str]) -> None:
        self._running.append(Session(name, arguments, self._ended))

    def _next(self) -> Session:
        """Wait until a session ends, and print its log if it failed."""
        while True:
            try:
                session = self._ended.get(timeout=SECONDS_BETWEEN_REPORTS)
            except queue.Empty:
                now = [f"{each} ({minutes(each.seconds)}{each.percent})" for each in self._running]
                self.say(f"{self.done} of {self.total} done; running: {', '.join(now)}")
                continue
            if session is None:
                raise Interrupted
            self._running.remove(session)
            if session.wait():
                self.failed.append(session)
                print("\n".join(["", f"---- {session} ----", *session.log, "----", ""]))
            session.kill()  # and any process that it has left running
            return session

    def interrupt(self, *_: object) -> None:
        """Wake up `_next`: a signal handler that raised could lose a session."""
        self._ended.put(None)

    def stop(self) -> None:
        """Stop the running sessions; kill them if that takes too long, or on a second Ctrl-C."""
        self.say("stopping ...")
        signal.signal(signal.SIGINT, signal.default_int_handler)
        for session in self._running:
            session.process.terminate()
        try:
            for session in self._running:
                session.stop(SECONDS_TO_STOP)
        except (ServerError, KeyboardInterrupt):
            for session in self._running:
                session.kill()

    def say(self, what: str) -> None:
        """Print a line that starts with the time so far."""
        print(f"[{minutes(time.monotonic() - self._began):>5}] {what}", flush=True)

    def conclude(self) -> int:
        """Print the result, and return the exit status."""
        took = minutes(time.monotonic() - self._began)
        print(spell(self.counts))
        if self.failed:
            failed = [f"{each} ({each.path.relative_to(ROOT)})" for each in self.failed]
            print(f"Failed after {took}: {', '.join(failed)}")
        else:
            print(f"All {self.total} checks passed in {took}.")
        return bool(self.failed)


def sessions() -> tuple[list[str], list[str]]:
    """Return the checks, and the sessions that they require."""
    command = [*NOX, "--list", "--json", "--tags", "checks"]
    listing = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    listed = json.loads(listing.stdout)
    checks = [each["session"] for each in listed if "checks" in each["tags"]]
    return checks, [each["session"] for each in listed if each["session"] not in checks]


def main() -> None:
    """Run all checks; Ctrl-C and SIGTERM stop them."""
    if {"-h", "--help"} & set(sys.argv[1:]):
        print(f"{__doc__}\nOptions go to pytest: python3 run.py tests --exhaustive")
        return
    LOGS.mkdir(parents=True, exist_ok=True)
    names, needs = sessions()
    checks = Checks(names, sys.argv[1:])
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, checks.interrupt)
    try:
        checks.install(needs)
        if not checks.failed:
            checks.run()
    except Interrupted:
        checks.stop()
        sys.exit(f"Interrupted. The logs are in {LOGS.relative_to(ROOT)}.")
    sys.exit(checks.conclude())


if __name__ == "__main__":
    main()
