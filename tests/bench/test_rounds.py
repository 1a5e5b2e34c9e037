"""How a round divides its time between the two sides, and what it makes of it."""

import itertools
from collections.abc import Iterator
from types import SimpleNamespace
from typing import cast

import pytest

from harness.bench import rounds
from harness.bench.load import Load, SilenceError
from harness.bench.programs import Program
from harness.bench.rounds import SIDES, Samples, take_turns


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
    """A load that counts the same in each turn, until it is stopped."""

    def __init__(self, side: str, turns: list[str], most: int = 100) -> None:
        self.side = side
        self.turns = turns
        self.most = most
        self.unfinished = 0

    def run(self, seconds: float, messages: float) -> int:
        """Be put on the server."""
        self.turns.append(self.side)
        if self.turns.count(self.side) > self.most:
            raise SilenceError("nothing came")
        self.unfinished += 1
        assert seconds == 0.5
        return 50

    def finish(self) -> None:
        """Be taken from it."""
        self.unfinished -= 1


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """A clock on which each turn lasts half a second, and the generator works for half of it."""
    wall, own = itertools.count(), itertools.count()
    clock = SimpleNamespace(perf_counter=lambda: next(wall) / 2, process_time=lambda: next(own) / 4)
    monkeypatch.setattr(rounds, "time", clock)


def take(loads: dict[str, FakeLoad]) -> Samples:
    """Let the sides take turns."""
    servers = {side: cast(Program, FakeProgram()) for side in SIDES}
    return take_turns(servers, {side: cast(Load, load) for side, load in loads.items()}, 2)


def test_should_alternate_the_order() -> None:
    """Each side has as many turns as the other, and neither is always the first."""
    turns: list[str] = []
    take({side: FakeLoad(side, turns) for side in SIDES})
    assert turns == ["baseline", "reference", "reference", "baseline"] * 2


def test_should_add_turns_up() -> None:
    """A sample is made of all turns: messages for each second, and how busy both cores were."""
    loads = {side: FakeLoad(side, []) for side in SIDES}
    samples = take(loads)
    assert samples["baseline"].value == 100
    assert samples["baseline"].cores == pytest.approx((0.8, 0.5))
    assert [load.unfinished for load in loads.values()] == [0, 0]


def test_should_go_on_without_a_side_that_stops() -> None:
    """A side that falls silent gets no more turns, and no rate; the other gets all of its own."""
    turns: list[str] = []
    samples = take(
        {"baseline": FakeLoad("baseline", turns, most=1), "reference": FakeLoad("reference", turns)}
    )
    assert turns == ["baseline", "reference", "reference", "baseline", "reference", "reference"]
    assert samples["baseline"].value == 0
    assert samples["baseline"].outcome == "stopped"
    assert samples["reference"].outcome is None
