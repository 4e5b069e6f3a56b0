from __future__ import annotations

import re
from itertools import permutations, product
from math import exp, isclose, sqrt
from pathlib import Path
from random import Random
from typing import get_args

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from openmgi.core.agreement import (
    Agreement,
    Measure,
    Metric,
    Units,
    Weights,
    agreement,
    by_group,
    gwet_ac,
    krippendorff_alpha,
    percent_agreement,
)

DOCUMENT = Path(__file__).parents[2] / "docs" / "agreement.md"
METRICS: tuple[Metric, ...] = get_args(Metric)
WEIGHTS: tuple[Weights, ...] = get_args(Weights)
NOTHING = Measure(None, None, None)

RATING = st.sampled_from([0, 1, 2, None])
UNITS = st.lists(st.lists(RATING, min_size=2, max_size=4), min_size=1, max_size=12)
COMPLETE = st.lists(st.tuples(st.integers(0, 2), st.integers(0, 2)), min_size=2, max_size=20)


def rows(*coders: str) -> list[list[int | None]]:
    """Units from a line of ratings 1 to 5 for each coder, a dot where there is none."""
    return [[None if one == "." else int(one) - 1 for one in unit] for unit in zip(*coders, strict=True)]


def table(*lines: tuple[int, ...]) -> list[list[int]]:
    """Units of two coders from a table of how often the first chose the row and the second the column."""
    return [[row, column] for row, line in enumerate(lines) for column, n in enumerate(line) for _ in range(n)]


# Krippendorff 2011, sections C and D: four observers, twelve units; the `cac.raw4raters` of Gwet's irrCAC.
FOUR = rows("123321412...", "1233224125.3", ".3332342251.", "12332441251.")
# The `cont3x3abstractors` of irrCAC: two abstractors, a hundred patients.
ABSTRACTORS = table((13, 0, 0), (0, 20, 7), (0, 4, 56))


def value(measure: Measure) -> float:
    assert measure.value is not None
    return measure.value


def interval(measure: Measure) -> tuple[float, float]:
    assert measure.low is not None
    assert measure.high is not None
    return measure.low, measure.high


def every_measure(units: Units, categories: int) -> list[Measure]:
    return [
        percent_agreement(units, categories),
        *(krippendorff_alpha(units, categories, metric) for metric in METRICS),
        *(gwet_ac(units, categories, weights) for weights in WEIGHTS),
    ]


@pytest.mark.parametrize(("metric", "published"), [("nominal", 0.743), ("ordinal", 0.815), ("interval", 0.849)])
def test_alpha_is_that_of_krippendorff_with_missing_ratings(metric: Metric, published: float) -> None:
    assert round(value(krippendorff_alpha(FOUR, 5, metric)), 3) == published


def test_alpha_is_that_of_krippendorff_for_two_coders() -> None:
    binary = rows("1211111121", "2221121111")  # 2011, section A
    nominal = rows("112243335441", "212223335444")  # 2011, section B, its a to e as 1 to 5

    assert round(value(krippendorff_alpha(binary, 2, "nominal")), 3) == 0.095
    assert round(value(krippendorff_alpha(nominal, 5, "nominal")), 3) == 0.692


@pytest.mark.parametrize(
    ("weights", "published"), [("identity", 0.77544), ("linear", 0.859), ("ordinal", 0.899), ("quadratic", 0.914)]
)
def test_ac1_and_ac2_are_those_of_gwet_with_missing_ratings(weights: Weights, published: float) -> None:
    assert value(gwet_ac(FOUR, 5, weights)) == pytest.approx(published, abs=0.0005 if published != 0.77544 else 5e-6)


def test_percent_agreement_is_that_of_gwet_with_missing_ratings() -> None:
    assert value(percent_agreement(FOUR, 5)) == pytest.approx(0.8181818, abs=5e-8)


def test_two_coders_are_measured_as_gwet_publishes() -> None:
    assert value(percent_agreement(ABSTRACTORS, 3)) == pytest.approx(0.89)
    assert value(gwet_ac(ABSTRACTORS, 3, "identity")) == pytest.approx(0.8493305, abs=1e-6)
    assert value(gwet_ac(ABSTRACTORS, 3, "quadratic")) == pytest.approx(0.9402369, abs=5e-8)
    assert value(krippendorff_alpha(ABSTRACTORS, 3, "nominal")) == pytest.approx(0.7972585, abs=5e-8)
    assert value(krippendorff_alpha(ABSTRACTORS, 3, "interval")) == pytest.approx(0.8926487, abs=5e-8)


def pairs(units: Units) -> list[list[tuple[int, int]]]:
    """The ordered pairs of ratings within each pairable unit."""
    found = [list(permutations([one for one in unit if one is not None], 2)) for unit in units]
    return [one for one in found if one]


def alpha_by_definition(units: Units, metric: Metric) -> float | None:
    """Every pair within units against every pair of all pairable ratings, one by one."""
    inside = pairs(units)
    ratings = [one for unit in units for one in unit if one is not None and len(unit) - list(unit).count(None) > 1]

    def difference(one: int, other: int) -> float:
        if metric == "nominal":
            return float(one != other)
        if metric == "interval":
            return float(one - other) ** 2
        between = sum(min(one, other) <= rating <= max(one, other) for rating in ratings)
        return (between - (ratings.count(one) + ratings.count(other)) / 2) ** 2

    # A unit with m ratings has m * (m - 1) ordered pairs and weighs m.
    sizes = [(1 + sqrt(1 + 4 * len(unit))) / 2 for unit in inside]
    observed = sum(
        size * sum(difference(*pair) for pair in unit) / len(unit) for size, unit in zip(sizes, inside, strict=True)
    ) / max(len(ratings), 1)
    every = list(permutations(ratings, 2))
    expected = sum(difference(*pair) for pair in every) / max(len(every), 1)
    return 1 - observed / expected if expected else None


def ac_by_definition(units: Units, categories: int, weights: Weights) -> float | None:
    """The pages of Gwet in words: agreement of pairs, chance from the share of each category, no shortcut."""

    def weight(one: int, other: int) -> float:
        steps, most = abs(one - other), categories - 1
        partial = {"identity": 0.0, "linear": 1 - steps / most, "quadratic": 1 - steps**2 / most**2}
        partial["ordinal"] = 1 - sum(range(steps + 1)) / sum(range(categories))
        return partial[weights] if steps else 1.0

    inside = pairs(units)
    rated = [known for unit in units if (known := [one for one in unit if one is not None])]
    if not inside:
        return None
    agreed = sum(sum(weight(*pair) for pair in unit) / len(unit) for unit in inside) / len(inside)
    shares = [sum(one.count(rank) / len(one) for one in rated) / len(rated) for rank in range(categories)]
    total = sum(weight(one, other) for one, other in product(range(categories), repeat=2))
    chance = total / (categories * (categories - 1)) * sum(share * (1 - share) for share in shares)
    return (agreed - chance) / (1 - chance)


@given(UNITS, st.sampled_from(METRICS))
def test_alpha_is_its_definition_pair_by_pair(units: Units, metric: Metric) -> None:
    assert krippendorff_alpha(units, 3, metric).value == pytest.approx(alpha_by_definition(units, metric), abs=1e-9)


@given(UNITS, st.sampled_from(WEIGHTS))
def test_ac_is_its_definition_pair_by_pair(units: Units, weights: Weights) -> None:
    assert gwet_ac(units, 3, weights).value == pytest.approx(ac_by_definition(units, 3, weights), abs=1e-9)


@given(UNITS)
def test_percent_agreement_counts_each_pairable_unit_once(units: Units) -> None:
    shares = [sum(one == other for one, other in unit) / len(unit) for unit in pairs(units)]

    assert percent_agreement(units, 3).value == (pytest.approx(sum(shares) / len(shares)) if shares else None)


@given(COMPLETE)
def test_for_two_coders_percent_agreement_is_the_share_of_units_that_agree(units: list[tuple[int, int]]) -> None:
    assert value(percent_agreement(units, 3)) == pytest.approx(sum(one == other for one, other in units) / len(units))


@given(COMPLETE)
def test_for_two_coders_nominal_alpha_is_the_pi_of_scott_corrected_for_few_units(units: list[tuple[int, int]]) -> None:
    n = 2 * len(units)
    ratings = [rating for unit in units for rating in unit]
    expected = sum((ratings.count(rank) / n) ** 2 for rank in range(3))
    assume(expected < 1)
    scott = (sum(one == other for one, other in units) / len(units) - expected) / (1 - expected)

    assert value(krippendorff_alpha(units, 3, "nominal")) == pytest.approx(1 - (1 - scott) * (n - 1) / n)


@given(UNITS, st.randoms(use_true_random=False))
def test_the_order_of_coders_and_of_units_does_not_matter(units: list[list[int | None]], chance: Random) -> None:
    mixed = [chance.sample(unit, len(unit)) for unit in chance.sample(units, len(units))]

    assert every_measure(mixed, 3) == every_measure(units, 3)


@given(UNITS)
def test_a_scale_can_be_turned_round(units: Units) -> None:
    turned = [[None if one is None else 2 - one for one in unit] for unit in units]

    for one, other in zip(every_measure(units, 3), every_measure(turned, 3), strict=True):
        assert (one.value is None) == (other.value is None)
        assert one.value is None or one.value == pytest.approx(other.value)


@given(UNITS)
def test_a_value_lies_in_its_interval_and_nothing_is_better_than_perfect(units: Units) -> None:
    for one in every_measure(units, 3):
        assert one.value is None or one.value <= 1
        assert (one.low is None) == (one.high is None)
        if one.low is not None:
            low, high = interval(one)
            assert low <= value(one) <= high <= 1


@given(st.lists(st.integers(0, 2), min_size=2).filter(lambda ranks: len(set(ranks)) > 1), st.integers(2, 4))
def test_perfect_agreement_is_one_in_every_measure_and_proves_no_interval(ranks: list[int], coders: int) -> None:
    assert set(every_measure([[rank] * coders for rank in ranks], 3)) == {Measure(1, None, None)}


@given(UNITS, st.integers(0, 2), st.integers(1, 3))
def test_a_unit_that_one_coder_rated_says_nothing_about_agreement(
    units: list[list[int | None]], rank: int, n: int
) -> None:
    more = units + [[None, rank]] * n

    assert percent_agreement(more, 3) == percent_agreement(units, 3)
    for metric in METRICS:
        assert krippendorff_alpha(more, 3, metric) == krippendorff_alpha(units, 3, metric)


def test_a_unit_that_one_coder_rated_counts_in_the_chance_of_ac_as_gwet_has_it() -> None:
    assert value(gwet_ac(FOUR[:-1], 5, "identity")) == pytest.approx(0.77515, abs=5e-6)


@given(UNITS)
def test_a_unit_that_nobody_rated_changes_nothing(units: list[list[int | None]]) -> None:
    assert every_measure([*units, [None, None], []], 3) == every_measure(units, 3)


@pytest.mark.parametrize("units", [[], [[0], [1]], [[None, 2], [None, None]]])
def test_without_a_pairable_unit_nothing_is_defined(units: list[list[int | None]]) -> None:
    assert agreement(units, 3) == Agreement(len(units), 0, NOTHING, NOTHING, NOTHING)


def test_without_variation_alpha_is_not_defined_but_the_others_are() -> None:
    found = agreement([[1, 1]] * 5, 3)

    assert found.alpha == NOTHING
    assert found.percent == found.ac2 == Measure(1, None, None)


def test_one_pairable_unit_has_a_value_without_an_interval() -> None:
    assert set(every_measure([[0, 2], [None, 1]], 3)[:4]) == {Measure(0, None, None)}


def test_units_that_all_differ_in_the_same_way_show_no_interval() -> None:
    assert percent_agreement([[0, 1], [1, 2], [2, 0]], 3) == Measure(0, None, None)


def test_alpha_has_no_interval_when_all_variation_is_in_one_unit() -> None:
    alpha = krippendorff_alpha([[0, 0], [0, 0], [0, 1]], 3)

    assert value(alpha) == pytest.approx(0)
    assert (alpha.low, alpha.high) == (None, None)


def test_the_error_is_close_to_the_one_that_gwet_publishes() -> None:
    # On the logarithm of 1 - value, half the interval is t times error / (1 - value). t is 1.98422 for 99 degrees.
    for measure, published in (
        (percent_agreement(ABSTRACTORS, 3), 0.03128898),
        (gwet_ac(ABSTRACTORS, 3, "identity"), 0.04321747),
        (gwet_ac(ABSTRACTORS, 3, "quadratic"), 0.01792019),
        (krippendorff_alpha(ABSTRACTORS, 3, "nominal"), 0.05905473),
    ):
        low, high = interval(measure)
        ratio = sqrt((1 - low) / (1 - high))
        assert isclose(ratio, exp(1.98422 * published / (1 - value(measure))), rel_tol=0.01)


@pytest.mark.parametrize(
    ("units", "t"), [(2, 12.7062), (3, 4.3027), (4, 3.1824), (5, 2.7764), (11, 2.2281), (31, 2.0423)]
)
def test_the_interval_uses_the_table_of_student(units: int, t: float) -> None:
    # The error of a share of n units is √(p (1 - p) / (n - 1)); on the logarithm it is divided by 1 - p.
    p = 1 / units
    width = t * sqrt(p / (1 - p) / (units - 1))
    _, high = interval(percent_agreement([[0, 0], *[[0, 1]] * (units - 1)], 2))

    assert high == pytest.approx(1 - (1 - p) * exp(-width), abs=1e-4)


def test_a_wider_promise_is_a_wider_interval_and_ends_where_the_measure_ends() -> None:
    narrow, usual, widest = (interval(percent_agreement(ABSTRACTORS, 3, level)) for level in (0.5, 0.95, 1 - 1e-15))

    assert widest[0] == 0 < usual[0] < narrow[0] < 0.89 < narrow[1] < usual[1] < widest[1] < 1
    assert interval(krippendorff_alpha([[0, 0], [0, 1], [1, 1]], 2))[0] == -1


def test_intervals_hold_the_truth_about_as_often_as_they_promise() -> None:
    chance = Random(20)  # noqa: S311 - a simulation, the same each time
    # What two coders choose who miss the same truth one time in ten each, by one step: shares in ten thousand.
    shares = {(0, 0): 2700, (0, 1): 350, (1, 0): 350, (1, 1): 3300, (1, 2): 350, (2, 1): 350, (2, 2): 2600}
    truth = agreement([pair for pair, share in shares.items() for _ in range(share)], 3)
    samples = [agreement(chance.choices(list(shares), list(shares.values()), k=40), 3) for _ in range(400)]

    for name in ("percent", "alpha", "ac2"):
        true = value(getattr(truth, name))
        ends = [interval(one) for sample in samples if (one := getattr(sample, name)).low is not None]
        held = sum(low <= true <= high for low, high in ends) / len(ends)
        assert len(ends) > 390
        assert 0.92 <= held <= 0.99, name


def test_agreement_is_ordinal_and_counts_its_units() -> None:
    assert agreement(FOUR, 5, 0.9) == Agreement(
        units=12,
        pairable=11,
        percent=percent_agreement(FOUR, 5, 0.9),
        alpha=krippendorff_alpha(FOUR, 5, "ordinal", 0.9),
        ac2=gwet_ac(FOUR, 5, "ordinal", 0.9),
    )


def test_groups_are_measured_each_and_together() -> None:
    groups: dict[int, Units] = {2: FOUR[6:], 1: FOUR[:6], 3: []}
    found = by_group(groups, 5)

    assert list(found) == [None, 2, 1, 3]
    assert found[None] == agreement(FOUR, 5)
    assert {name: found[name] for name in groups} == {name: agreement(units, 5) for name, units in groups.items()}


@pytest.mark.parametrize("rating", [-1, 3])
def test_a_rating_that_is_no_category_is_refused(rating: int) -> None:
    with pytest.raises(ValueError, match="0 to 2 or missing"):
        agreement([[0, rating]], 3)


def test_a_scale_needs_two_categories() -> None:
    with pytest.raises(ValueError, match="two categories"):
        gwet_ac([[0, 0]], 1)


@pytest.mark.parametrize("level", [0, 1, 95])
def test_a_level_is_a_share(level: float) -> None:
    with pytest.raises(ValueError, match="between 0 and 1"):
        percent_agreement([[0, 0]], 2, level)


def test_the_example_worked_by_hand_in_the_documents_is_what_the_program_computes() -> None:
    text = DOCUMENT.read_text(encoding="utf-8")
    ranks = {"absent": 0, "partial": 1, "complete": 2, "–": None}
    lines = re.findall(r"^\| (.+?) \| (\w+|–) \| (\w+|–) \|$", text, re.MULTILINE)
    units = [
        [ranks[one], ranks[other]] for indicators, one, other in lines if one in ranks for _ in indicators.split(",")
    ]
    found = agreement(units, 3)
    measures = re.findall(r"^\| ([\w ]+) \| (\.\d+) \| (\.\d+) to (\.\d+) \|$", text, re.MULTILINE)

    assert f"{found.units} units, {found.pairable} of them pairable" in text
    assert [name for name, *_ in measures] == ["percent agreement", "alpha", "AC2"]
    for one, (_, middle, low, high) in zip((found.percent, found.alpha, found.ac2), measures, strict=True):
        assert one.value == pytest.approx(float(middle), abs=0.0005)
        assert interval(one) == pytest.approx((float(low), float(high)), abs=0.0005)
