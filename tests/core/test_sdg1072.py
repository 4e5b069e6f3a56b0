from __future__ import annotations

from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openmgi.core.sdg1072 import (
    DOMAINS,
    Category,
    CountryCategory,
    Score,
    Share,
    categories_in,
    country_scores,
    explaining,
    score,
    shares,
    with_sdg_regions,
)

ITEMS = st.lists(st.sampled_from([0, 1, 2, None]), min_size=5, max_size=5)


def expected_category(half_points: int, possible: int) -> int:
    """The official thresholds, on fractions: below 40, below 80, below 100, and 100 per cent."""
    percent = Fraction(half_points * 100, possible)
    return 1 + (percent >= 40) + (percent >= 80) + (percent == 100)


@pytest.mark.parametrize("values", [(0, 1, 2), (0, 2)])
def test_every_pattern_of_a_domain_has_its_official_category(values: tuple[int, ...]) -> None:
    patterns = list(product(values, repeat=5))

    assert len(patterns) == len(values) ** 5
    for pattern in patterns:
        assert score(pattern).category == expected_category(sum(pattern), 10)
        assert score(pattern).percent == sum(pattern) * 10


def test_the_edges_of_the_categories() -> None:
    edges = {total: Score(total, 10, 0).category for total in (0, 3, 4, 7, 8, 9, 10)}

    assert edges == {0: 1, 3: 1, 4: 2, 7: 2, 8: 3, 9: 3, 10: 4}


def test_a_perfect_country_fully_meets_without_a_rounding_error() -> None:
    scores = country_scores(dict.fromkeys(DOMAINS, [2] * 5))

    assert {one.percent for one in scores.values()} == {Fraction(100)}
    assert {one.category for one in scores.values()} == {4}


def test_a_missing_item_counts_as_nothing_and_is_told_apart() -> None:
    assert score([2, 2, 2, 2, None]) == Score(8, 10, 1)
    assert score([2, 2, 2, 2, 0]) == Score(8, 10, 0)


@given(st.fixed_dictionaries(dict.fromkeys(DOMAINS, ITEMS)))
def test_the_overall_score_is_that_of_all_thirty_items(items: dict[str, list[int | None]]) -> None:
    scores = country_scores(items)

    assert scores["_T"].half_points == sum(scores[domain].half_points for domain in DOMAINS)
    assert scores["_T"].possible == 60
    assert scores["_T"].percent == sum((scores[domain].percent for domain in DOMAINS), Fraction(0)) / 6


@pytest.mark.parametrize("items", [[], [3], [-1], [2, 2, 5]])
def test_anything_else_than_half_points_is_refused(items: list[int]) -> None:
    with pytest.raises(ValueError, match="half-points"):
        score(items)


@pytest.mark.parametrize("items", [{}, dict.fromkeys(DOMAINS, [2] * 4), dict.fromkeys(DOMAINS[:5], [2] * 5)])
def test_a_country_needs_five_items_in_six_domains(items: dict[str, list[int | None]]) -> None:
    with pytest.raises(ValueError, match="five items"):
        country_scores(items)


PUBLISHED = [
    CountryCategory("404", 2021, "_T", None),
    CountryCategory("404", 2019, "_T", 3),
    CountryCategory("012", 2021, "_T", 4),
    CountryCategory("012", 2019, "_T", 1),
    CountryCategory("800", 2019, "_T", None),
]


def test_an_answer_is_carried_forward_until_there_is_a_new_one() -> None:
    assert categories_in(2019, PUBLISHED, 2019) == {("404", "_T"): 3, ("012", "_T"): 1}
    assert categories_in(2021, PUBLISHED, 2019) == {("404", "_T"): 3, ("012", "_T"): 4}
    assert categories_in(2021, PUBLISHED, 2021) == {("012", "_T"): 4}


def test_a_share_counts_those_that_meet_among_those_that_answered() -> None:
    categories = categories_in(2019, PUBLISHED, 2019)
    found = shares(categories, {"002": ["404", "012", "800"], "005": ["032"]})

    assert found[0] == Share("002", "_T", 1, 2)
    assert found[0].percent == 50
    assert found[7] == Share("005", "_T", 0, 0)
    assert found[7].percent is None
    assert [one.policy_domain for one in found[:7]] == ["_T", *DOMAINS]


def test_sdg_regions_are_unions_and_differences_of_areas() -> None:
    areas = with_sdg_regions({"009": {"036", "242"}, "053": {"036"}, "015": {"012"}, "145": {"400"}})

    assert areas["543"] == {"242"}
    assert areas["747"] == {"012", "400"}
    assert areas["753"] == set()


def test_what_explains_a_lower_category_is_what_falls_short() -> None:
    items = {"1a": 2, "1b": 1, "1c": 0, "1d": None, "1e": 2}

    assert explaining(items, 4, 2) == ["1b", "1c", "1d"]
    assert explaining(items, 1, 2) == ["1a", "1b", "1e"]
    assert explaining(items, 2, 2) == []


@given(st.lists(st.sampled_from([0, 1, 2, None]), min_size=5, max_size=5), st.sampled_from([1, 2, 3, 4]))
def test_a_difference_always_has_an_item_that_explains_it(points: list[int | None], reported: Category) -> None:
    """Below the highest category an item falls short; above the lowest an item is worth something."""
    computed = score(points).category
    found = explaining(dict(zip("abcde", points, strict=True)), reported, computed)

    assert bool(found) == (computed != reported)
