"""The form of a figure: a name, a value, its unit, the budget and whether it holds."""

from __future__ import annotations

import json
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured figure. A budget of None means that nothing was promised; it holds then.

    at_least: the budget is the least that it must be; otherwise it is the most that it may be.
    """

    name: str
    value: float
    unit: str
    budget: float | None
    at_least: bool = False

    @property
    def holds(self) -> bool:
        if self.budget is None:
            return True
        return self.value >= self.budget if self.at_least else self.value <= self.budget

    def line(self) -> str:
        return json.dumps(asdict(self) | {"holds": self.holds}, ensure_ascii=False)


def median_ms(act: Callable[[], object], times: int) -> float:
    """The median of so many runs, in milliseconds, after one run to warm up."""
    act()
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        act()
        taken.append((time.perf_counter() - start) * 1000)
    return round(statistics.median(taken), 2)


def percentile_ms(seconds: Sequence[float], percent: int) -> float:
    """The time that so many percent of the runs did not exceed, in milliseconds."""
    ordered = sorted(seconds)
    place = -(-len(ordered) * percent // 100) - 1  # the nearest rank
    return round(ordered[max(0, place)] * 1000, 2)
