"""Marks on a map: moved apart where they would cover each other, and how far around each a finger may hit it."""

from __future__ import annotations

import cmath
from collections.abc import Iterable, Sequence
from itertools import combinations

Spot = complex  # across and down: x + y·j
_ROUNDS = 60


def apart(spots: Sequence[Spot], least: float) -> list[Spot]:
    """The spots, those nearer to each other than this moved away from each other until hardly any is."""
    moved = list(spots)
    for _ in range(_ROUNDS):
        close = [two for two in combinations(range(len(moved)), 2) if _gap(moved, *two) < least]
        if not close:
            break
        for one, other in close:
            push = _direction(moved, one, other) * max(0, least - _gap(moved, one, other)) / 2
            moved[one], moved[other] = moved[one] - push, moved[other] + push
    return moved


def _gap(spots: Sequence[Spot], one: int, other: int) -> float:
    return abs(spots[other] - spots[one])


def _direction(spots: Sequence[Spot], one: int, other: int) -> complex:
    """From one to the other; each two at the same spot part in a direction of their own."""
    way = spots[other] - spots[one]
    return way / abs(way) if way else cmath.rect(1, one + other)


def reach(spot: Spot, marks: Iterable[Spot], corners: Iterable[Spot], least: float, most: float) -> float:
    """How far around a mark it may be hit: half the way to the next mark, and not as far as a corner of a shape.

    least: as far as the mark itself can be seen.
    """
    halves = (abs(other - spot) / 2 for other in marks)
    return max(least, min([most, *halves, *(abs(corner - spot) for corner in corners)]))
