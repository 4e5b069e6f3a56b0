"""The form of a figure: a name, a value, its unit, the budget and whether it holds."""

from __future__ import annotations

import json
import statistics
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured figure. A budget of None means that nothing was promised; it holds then."""

    name: str
    value: float
    unit: str
    budget: float | None

    @property
    def holds(self) -> bool:
        return self.budget is None or self.value <= self.budget

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
