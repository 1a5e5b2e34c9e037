"""How a round divides its time between the two subjects, and computes their samples."""

import itertools
from collections.abc import Iterator
from types import SimpleNamespace
from typing import cast

import pytest

from harness.bench import rounds
from harness.bench.load import Load, SilenceError
from harness.bench.programs import Program
from harness.bench.rounds import SUBJECTS, Samples, take_turns


class FakeProgram:
    """A server that keeps its core busy for 0.4 s of each turn."""

    def __init__(self) -> None:
        self.readings: Iterator[float] = itertools.chain.from_iterable(
            (turn, turn + 0.4) for turn in itertools.count()
        )

    def cpu_seconds(self) -> float:
        """Return the next reading."""
        return next(self.readings)


class FakeLoad:
    """A load with the same count in each turn, until it is stopped."""

    def __init__(self, subject: str, turns: list[str], most: int = 100) -> None:
        self.subject = subject
        self.turns = turns
        self.most = most
        self.unfinished = 0

    def run(self, seconds: float, messages: float) -> int:
        """Start a turn."""
        self.turns.append(self.subject)
        if self.turns.count(self.subject) > self.most:
            raise SilenceError("nothing came")
        self.unfinished += 1
        assert seconds == 0.5
        return 50

    def finish(self) -> None:
        """End a turn."""
        self.unfinished -= 1


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """A clock on which each turn takes half a second, and the generator works for half of that."""
    wall, own = itertools.count(), itertools.count()
    clock = SimpleNamespace(perf_counter=lambda: next(wall) / 2, process_time=lambda: next(own) / 4)
    monkeypatch.setattr(rounds, "time", clock)


def take(loads: dict[str, FakeLoad]) -> Samples:
    """Let the subjects take turns."""
    servers = {subject: cast(Program, FakeProgram()) for subject in SUBJECTS}
    return take_turns(servers, {subject: cast(Load, load) for subject, load in loads.items()}, 2)


def test_take_turns_alternates_the_order() -> None:
    """Both subjects get the same number of turns, and neither is always first."""
    turns: list[str] = []
    take({subject: FakeLoad(subject, turns) for subject in SUBJECTS})
    assert turns == ["baseline", "reference", "reference", "baseline"] * 2


def test_take_turns_adds_all_turns() -> None:
    """A sample is computed from all turns: messages per second, and how busy both cores were."""
    loads = {subject: FakeLoad(subject, []) for subject in SUBJECTS}
    samples = take(loads)
    assert samples["baseline"].value == 100
    assert samples["baseline"].cores == pytest.approx((0.8, 0.5))
    assert [load.unfinished for load in loads.values()] == [0, 0]


def test_take_turns_goes_on_without_a_stopped_subject() -> None:
    """A subject that stops gets no more turns and no rate; the other keeps its turns."""
    turns: list[str] = []
    samples = take(
        {"baseline": FakeLoad("baseline", turns, most=1), "reference": FakeLoad("reference", turns)}
    )
    assert turns == ["baseline", "reference", "reference", "baseline", "reference", "reference"]
    assert samples["baseline"].value == 0
    assert samples["baseline"].outcome == "stopped"
    assert samples["reference"].outcome is None
