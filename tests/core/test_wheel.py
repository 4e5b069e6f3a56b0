from __future__ import annotations

from math import atan2, degrees, hypot, isclose

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openmgi.core.wheel import DOT_RADIUS, INNER, OUTER, Point, Segment, Slice, on_circle, segments, wrap

SIX = [Slice(number, f"Domain {number}", 3, 2) for number in range(1, 7)]
slices = st.builds(
    Slice,
    number=st.integers(1, 9),
    name=st.text("abc -", max_size=40),
    well_developed=st.integers(0, 30),
    potential=st.integers(0, 30),
)


def clock(point: Point) -> float:
    """Degrees clockwise from the top, from 0 to 360."""
    return degrees(atan2(point.x, -point.y)) % 360


def apart(one: float, other: float) -> float:
    """The angle between two directions, from 0 to 180."""
    return abs((one - other + 180) % 360 - 180)


def test_six_segments_start_at_the_top_and_go_clockwise() -> None:
    assert [round(clock(segment.centre)) for segment in segments(SIX)] == [0, 60, 120, 180, 240, 300]


def test_they_go_anticlockwise_where_one_reads_from_right_to_left() -> None:
    drawn = segments(SIX, right_to_left=True)

    assert [round(clock(segment.centre)) for segment in drawn] == [0, 300, 240, 180, 120, 60]


def test_the_order_of_the_segments_is_the_order_given() -> None:
    assert [segment.number for segment in segments(SIX, right_to_left=True)] == [1, 2, 3, 4, 5, 6]


def test_the_outline_of_the_first_segment_is_the_one_drawn_by_hand() -> None:
    # Corners at ±30° from the top, drawn back by half the gap (3): sin and cos of 29.45° at 310, of 28.13° at 92.
    assert (
        segments(SIX)[0].outline
        == "M-152.39 -269.96A310 310 0 0 1 152.39 -269.96L43.38 -81.13A92 92 0 0 0 -43.38 -81.13Z"
    )


@given(st.lists(slices, min_size=2, max_size=9), st.booleans())
def test_every_finding_has_one_dot_and_well_developed_ones_come_first(shown: list[Slice], right_to_left: bool) -> None:
    for one, segment in zip(shown, segments(shown, right_to_left=right_to_left), strict=True):
        kinds = [dot.kind for dot in segment.dots]
        assert kinds == ["well_developed"] * one.well_developed + ["potential"] * one.potential


@given(st.lists(slices, min_size=2, max_size=9), st.booleans())
def test_no_dot_leaves_its_segment(shown: list[Slice], right_to_left: bool) -> None:
    half = 180 / len(shown)
    for segment in segments(shown, right_to_left=right_to_left):
        middle = clock(segment.centre)
        for dot in segment.dots:
            assert isclose(hypot(dot.at.x, dot.at.y), DOT_RADIUS, abs_tol=0.02)
            assert apart(clock(dot.at), middle) < half


@given(st.lists(slices, min_size=1, max_size=9), st.booleans())
def test_badge_and_name_stand_inside_the_ring(shown: list[Slice], right_to_left: bool) -> None:
    for segment in segments(shown, right_to_left=right_to_left):
        assert INNER < hypot(segment.centre.x, segment.centre.y) < OUTER
        assert all(line.at.x == segment.centre.x for line in segment.lines)


def left_of(segment: Segment) -> bool:
    """Whether the first dot is left of the last one."""
    return segment.dots[0].at.x < segment.dots[-1].at.x


def test_dots_read_from_left_to_right_above_and_below() -> None:
    drawn = segments(SIX)

    assert (left_of(drawn[0]), left_of(drawn[3])) == (True, True)


def test_dots_read_from_right_to_left_in_arabic() -> None:
    drawn = segments(SIX, right_to_left=True)

    assert (left_of(drawn[0]), left_of(drawn[3])) == (False, False)


def test_a_wheel_without_segments_is_empty() -> None:
    assert segments([]) == ()


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("Partnerships", ("Partnerships",)),
        ("Well-being of migrants", ("Well-being of", "migrants")),
        ("Whole-of-government approach", ("Whole-of-", "government", "approach")),
        ("Mobility dimensions of crises", ("Mobility", "dimensions of", "crises")),
        ("Antidisestablishmentarianism", ("Antidisestablishmentarianism",)),
        ("", ()),
    ],
)
def test_a_name_is_set_on_short_lines(name: str, lines: tuple[str, ...]) -> None:
    assert wrap(name, 14) == lines


@given(st.text("abcdé- ", max_size=60), st.integers(1, 30))
def test_wrapping_loses_no_letter(name: str, width: int) -> None:
    assert "".join(wrap(name, width)).replace(" ", "") == name.replace(" ", "")


def test_a_coordinate_is_never_minus_zero() -> None:
    assert str(on_circle(10, 0.0)) == "Point(x=0.0, y=-10.0)"
    assert "-0.0" not in str(on_circle(10, -0.0))
