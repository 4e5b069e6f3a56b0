"""Marks on a map: none hides another, and a finger that means one hits no other."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openmgi.core.marks import apart, reach

LEAST = 36.0
spots = st.lists(st.builds(complex, st.integers(0, 400), st.integers(0, 200)), max_size=12)


def gaps(some: list[complex]) -> list[float]:
    return [abs(one - other) for one, other in combinations(some, 2)]


def test_marks_that_cover_each_other_part_by_as_much_as_is_needed() -> None:
    assert apart([100 + 100j, 107 + 100j], LEAST) == pytest.approx([85.5 + 100j, 121.5 + 100j])


def test_marks_at_the_same_spot_part_too() -> None:
    assert min(gaps(apart([5 + 5j, 5 + 5j, 5 + 5j], LEAST))) == pytest.approx(LEAST)


@given(spots)
def test_hardly_any_mark_is_nearer_to_another_than_is_asked(some: list[complex]) -> None:
    assert all(gap >= LEAST * 0.8 for gap in gaps(apart(some, LEAST)))


@given(spots)
def test_marks_that_are_apart_stay_where_they_are(some: list[complex]) -> None:
    if all(gap >= LEAST for gap in gaps(some)):
        assert apart(some, LEAST) == some


@pytest.mark.parametrize(
    ("marks", "corners", "wanted"),
    [
        ([], [], 70),
        ([50 + 0j], [], 25),
        ([50 + 0j], [0 + 20j], 20),
        ([6 + 0j], [1 + 0j], 11),
    ],
)
def test_a_mark_is_hit_as_far_as_its_neighbours_allow(
    marks: list[complex], corners: list[complex], wanted: float
) -> None:
    assert reach(0j, marks, corners, least=11, most=70) == wanted
