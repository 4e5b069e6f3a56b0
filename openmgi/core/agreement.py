"""How far coders agree who read the same indicators without seeing each other's answers: three measures, one interval.

Shapes. A unit is what is coded once by each coder (an indicator of a place); it is a sequence with one rating for each
coder. A rating is the rank of a category, 0 to categories - 1 (absent 0, partial 1, complete 2), or None where a coder
gave none. A unit is pairable when at least two coders rated it. All values are shares, not per cent: 1 is perfect.

Every measure is 1 - observed disagreement / disagreement expected by chance, and differs in what it expects:

- percent agreement expects total disagreement: nothing is taken off for luck;
- Krippendorff's alpha shuffles all ratings given (Krippendorff 2011, "Computing Krippendorff's Alpha-Reliability");
- Gwet's AC1 and AC2 expect chance only where a rating is hard, so they stay stable when nearly all units fall in one
  category (Gwet 2008, Br. J. Math. Stat. Psychol. 61:29-48; Gwet 2014, Handbook of Inter-Rater Reliability, 4th ed.).

The interval is the same for all: the standard error of observed / expected by the delete-one jackknife over pairable
units (Efron and Stein 1981), laid on the logarithm of that ratio with Student's t of pairable - 1 degrees of freedom.
The jackknife needs no formula of its own for each measure and weighting and no random numbers, so the same data always
give the same interval. The logarithm keeps it from passing 1 and, unlike value ± t * error, it holds what it promises
with few disagreements (a test simulates it). There is no interval, None, where units cannot show how much they differ:
fewer than two pairable units, units that all say the same (also perfect agreement: it does not prove that coders never
differ), and alpha where all variation is in one unit. See docs/agreement.md, where an example is worked by hand.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import cos, exp, log, pi, sin, sqrt, tan
from typing import Literal, TypeVar

Units = Sequence[Sequence[int | None]]
Metric = Literal["nominal", "ordinal", "interval"]
Weights = Literal["identity", "linear", "ordinal", "quadratic"]
Group = TypeVar("Group", bound=Hashable)

LEVEL = 0.95  # how often an interval should hold the true value

_Counts = tuple[int, ...]  # of one unit: how many coders chose each category
_Tally = Mapping[_Counts, int]  # how many units have these counts
_Distances = Sequence[Sequence[float]]  # category by category: 0 is the same
_Ratio = Callable[[_Tally], float | None]  # observed / expected disagreement, None where it is not defined


@dataclass(frozen=True, slots=True)
class Measure:
    """A share (1 is perfect agreement, 0 or less is no better than expected) and its interval; None: not defined."""

    value: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class Agreement:
    """How many units there are, how many at least two coders rated, and the measures (alpha and AC2 are ordinal)."""

    units: int
    pairable: int
    percent: Measure
    alpha: Measure
    ac2: Measure


def agreement(units: Units, categories: int, level: float = LEVEL) -> Agreement:
    """The three measures for categories that have an order. Raises ValueError for a rating that is no category."""
    return Agreement(
        units=len(units),
        pairable=sum(_pairable(_tally(units, categories)).values()),
        percent=percent_agreement(units, categories, level),
        alpha=krippendorff_alpha(units, categories, "ordinal", level),
        ac2=gwet_ac(units, categories, "ordinal", level),
    )


def by_group(groups: Mapping[Group, Units], categories: int, level: float = LEVEL) -> dict[Group | None, Agreement]:
    """The agreement over all groups together, under None, and in each group (a domain), in the order of the groups.

    groups: name → its units; each unit in one group only.
    """
    every = [unit for units in groups.values() for unit in units]
    named: list[tuple[Group | None, Units]] = [(None, every), *groups.items()]
    return {name: agreement(units, categories, level) for name, units in named}


def percent_agreement(units: Units, categories: int, level: float = LEVEL) -> Measure:
    """The share of pairable pairs of ratings that agree; None without a pairable unit.

    With more than two coders: the share of agreeing pairs within each pairable unit, then the mean over these units, so
    that each counts once however many coders rated it (Gwet 2014; the same as above for two coders).
    """
    tally = _tally(units, categories)
    distances = _distances("identity", categories)
    return _measure(tally, lambda tally: _disagreement(tally, distances), most=1, level=level)


def krippendorff_alpha(units: Units, categories: int, metric: Metric = "ordinal", level: float = LEVEL) -> Measure:
    """Krippendorff's alpha, any number of coders, missing ratings left out, corrected for few ratings (2011).

    None without a pairable unit, and when all ratings are of one category: observed and expected disagreement are both
    0 then, and 0/0 is neither reliable (1) nor unreliable (0); the other two measures still say what can be said.
    """
    return _measure(_tally(units, categories), lambda tally: _alpha_ratio(tally, metric), most=2, level=level)


def gwet_ac(units: Units, categories: int, weights: Weights = "ordinal", level: float = LEVEL) -> Measure:
    """Gwet's AC1 (identity weights) or AC2 (any other), any number of coders; None without a pairable unit.

    As published, chance is estimated from every unit with a rating, so one with a single rating counts there, and there
    only. The number of categories is that of the scale, whether or not all were used.
    """
    tally = _tally(units, categories)
    distances = _distances(weights, categories)
    most = 1 / (1 - _chance_at_most(distances))
    return _measure(tally, lambda tally: _ac_ratio(tally, distances), most=most, level=level)


def _tally(units: Units, categories: int) -> _Tally:
    """Units with the same counts together, sorted: neither the order of coders nor that of units can matter."""
    if categories < 2:
        raise ValueError(f"agreement needs at least two categories, not {categories}")
    wrong = [rating for unit in units for rating in unit if rating is not None and not 0 <= rating < categories]
    if wrong:
        raise ValueError(f"ratings are 0 to {categories - 1} or missing, not {wrong[0]}")
    found = Counter(tuple(list(unit).count(category) for category in range(categories)) for unit in units)
    return dict(sorted(found.items()))


def _pairable(tally: _Tally) -> _Tally:
    return {counts: units for counts, units in tally.items() if sum(counts) > 1 and units}


def _distances(weights: Weights, categories: int) -> _Distances:
    """1 - weight of each pair of categories, from 0 (the same) to 1 (the two ends of the scale). Gwet 2014, chapter 3.

    Ordinal weights: 1 - M(k, l) / M(1, q) with M the pairs of categories from k to l, that is d(d + 1)/2 for d steps.
    """
    most = categories - 1
    one: dict[Weights, Callable[[int], float]] = {
        "identity": lambda steps: min(steps, 1),
        "linear": lambda steps: steps / most,
        "ordinal": lambda steps: steps * (steps + 1) / (most * (most + 1)),
        "quadratic": lambda steps: (steps / most) ** 2,
    }
    return [[one[weights](abs(row - column)) for column in range(categories)] for row in range(categories)]


def _alpha_distances(metric: Metric, totals: _Counts) -> _Distances:
    """Krippendorff's squared differences. totals: ratings in each category.

    Ordinal: the ratings from one category to the other, both ends by half. Half of each total before and after a rank
    makes this the difference of two places on one line.
    """
    places: dict[Metric, list[float]] = {
        "interval": [float(rank) for rank in range(len(totals))],
        "ordinal": [sum(totals[:rank]) + totals[rank] / 2 for rank in range(len(totals))],
    }
    if metric == "nominal":
        return _distances("identity", len(totals))
    return [[(one - other) ** 2 for other in places[metric]] for one in places[metric]]


def _pairs(counts: _Counts, distances: _Distances) -> float:
    """The sum of distances over all ordered pairs of these ratings."""
    ranks = range(len(counts))
    return sum(counts[one] * counts[other] * distances[one][other] for one in ranks for other in ranks)


def _disagreement(tally: _Tally, distances: _Distances) -> float | None:
    """The mean distance of two ratings of a unit, each pairable unit counting once."""
    pairable = _pairable(tally)
    if not pairable:
        return None
    means = [(_pairs(one, distances) / (sum(one) * (sum(one) - 1)), units) for one, units in pairable.items()]
    return sum(mean * units for mean, units in means) / sum(pairable.values())


def _alpha_ratio(tally: _Tally, metric: Metric) -> float | None:
    """(n - 1) * Σ o(c, k) δ²(c, k) / Σ n(c) n(k) δ²(c, k), with o the coincidences. Krippendorff 2011."""
    pairable = _pairable(tally)
    columns = zip(*([rank * units for rank in one] for one, units in pairable.items()), strict=True)
    totals = tuple(sum(column) for column in columns)
    distances = _alpha_distances(metric, totals)
    expected = _pairs(totals, distances)
    observed = sum(units * _pairs(one, distances) / (sum(one) - 1) for one, units in pairable.items())
    return (sum(totals) - 1) * observed / expected if expected else None


def _ac_ratio(tally: _Tally, distances: _Distances) -> float | None:
    """(1 - pa) / (1 - pe), pe = T / (q (q - 1)) * Σ π(k) (1 - π(k)), T the sum of weights. Gwet 2014."""
    observed = _disagreement(tally, distances)
    if observed is None:
        return None
    rated = sum(units for one, units in tally.items() if any(one))
    shares = [
        sum(one[rank] / sum(one) * units for one, units in tally.items() if any(one)) / rated
        for rank in range(len(distances))
    ]
    even = 1 - 1 / len(distances)  # Σ π(k) (1 - π(k)) when all categories are as frequent
    chance = _chance_at_most(distances) * sum(share * (1 - share) for share in shares) / even
    return observed / (1 - chance)


def _chance_at_most(distances: _Distances) -> float:
    """T / q²: chance agreement of AC when all categories are as frequent, the most that it can be."""
    return 1 - sum(map(sum, distances)) / len(distances) ** 2


def _measure(tally: _Tally, ratio: _Ratio, most: float, level: float) -> Measure:
    """1 - ratio with its interval. most: the largest ratio that is possible, where the interval ends."""
    if not 0 < level < 1:
        raise ValueError(f"the level of an interval is between 0 and 1, not {level}")
    found = ratio(tally)
    if found is None:
        return Measure(None, None, None)
    error = _jackknife(tally, ratio)
    if error is None:
        return Measure(1 - found, None, None)
    width = _student(level, sum(_pairable(tally).values()) - 1) * error / found  # on the logarithm of the ratio
    furthest = most if width > log(most / found) else found * exp(width)
    return Measure(1 - found, 1 - furthest, 1 - found * exp(-width))


def _jackknife(tally: _Tally, ratio: _Ratio) -> float | None:
    """The standard error of the ratio: √((n - 1)/n * Σ (ratio without the unit - their mean)²) over n pairable units.

    None when a ratio without a unit is not defined or all are the same.
    """
    pairable = _pairable(tally)
    without = [(ratio({**tally, counts: units - 1}), units) for counts, units in pairable.items()]
    known = [(one, units) for one, units in without if one is not None]
    if len(known) < len(without) or max(known)[0] - min(known)[0] < 1e-12:
        return None
    n = sum(pairable.values())
    mean = sum(one * units for one, units in known) / n
    return sqrt((n - 1) / n * sum(units * (one - mean) ** 2 for one, units in known))


@cache
def _student(level: float, freedom: int) -> float:
    """The t that |T| does not pass with this probability, T of Student's distribution; by bisection of the angle."""
    low, high = 0.0, pi / 2
    for _ in range(60):
        angle = (low + high) / 2
        low, high = (angle, high) if _within(angle, freedom) < level else (low, angle)
    return sqrt(freedom) * tan(low)


def _within(angle: float, freedom: int) -> float:
    """P(|T| ≤ √freedom * tan(angle)), exact. Abramowitz and Stegun 1964, 26.7.3 (odd) and 26.7.4 (even)."""
    odd = freedom % 2
    term, series = cos(angle) if odd else 1.0, 0.0
    for step in range(2 + odd, freedom + 1, 2):
        series += term
        term *= cos(angle) ** 2 * (step - 1) / step
    return (angle + sin(angle) * series) * 2 / pi if odd else sin(angle) * series
