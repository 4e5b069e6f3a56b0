"""The label of a page is the number that a reader would cite."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openmgi.library.extraction.labels import Mark, labels, marks_of, to_roman

FOOT, HEAD = 0.95, 0.05


def marks(*lines: str, top: float = FOOT) -> list[Mark]:
    found = [mark for line in lines for mark in marks_of(line, 0)]
    return [Mark(one.label, one.start, one.number, one.style, one.alone, top) for one in found]


def counted(pages: int) -> list[str]:
    return [str(number) for number in range(1, pages + 1)]


def labelled(*pages: Sequence[str], named: Sequence[str] | None = None, top: float = FOOT) -> list[str]:
    return labels([marks(*page, top=top) for page in pages], named or counted(len(pages)))


def test_the_number_at_the_foot_counts_and_not_the_place_in_the_file() -> None:
    assert labelled([], [], ["1"], ["2"], ["3"]) == ["", "", "1", "2", "3"]


def test_a_preface_in_roman_numerals_comes_before_the_text_in_decimals() -> None:
    assert labelled(["i"], ["ii"], ["iii"], ["iv"], ["1"], ["2"]) == ["i", "ii", "iii", "iv", "1", "2"]


@pytest.mark.parametrize(
    "form",
    [
        "{}",
        "- {} -",
        "– {} –",
        "Page {}",
        "page {} of 40",
        "Página {} de 40",
        "{} / 40",
        "[{}]",
        "صفحة {}",
        "{}  Official Gazette",
        "Official Gazette | {}",
        "A law, Page {} of 40",
        "18-22533 {}/36",
        "{}/36 18-22533",
        "A.{}",
        "12-{}",
    ],
)
def test_a_number_is_found_in_the_forms_in_which_it_is_printed(form: str) -> None:
    found = labelled(*[[form.format(number)] for number in range(6, 12)])

    assert [label.removeprefix("A.").removeprefix("12-") for label in found] == ["6", "7", "8", "9", "10", "11"]


def test_arabic_digits_stay_as_they_are_printed() -> None:
    assert labelled(["٩"], ["١٠"], ["١١"]) == ["٩", "١٠", "١١"]


def test_a_page_that_prints_no_number_between_two_that_do_is_counted() -> None:
    assert labelled(["7"], [], ["9"], ["10"]) == ["7", "8", "9", "10"]
    assert labelled(["vii"], [], ["ix"], ["x"]) == ["vii", "viii", "ix", "x"]


def test_a_cover_without_a_number_has_no_label() -> None:
    assert labelled([], ["2"], ["3"]) == ["", "2", "3"]


def test_what_the_file_calls_a_page_is_its_label_where_it_says_more_than_counting() -> None:
    assert labelled([], [], [], named=["Cover", "i", "1"]) == ["Cover", "i", "1"]
    assert labelled([], [], [], named=["1", "2", "3"]) == ["", "", ""]


def test_what_is_printed_comes_before_what_the_file_calls_the_page() -> None:
    assert labelled(["41"], ["42"], ["43"], named=["A1", "A2", "A3"]) == ["41", "42", "43"]


def test_numbers_that_do_not_go_on_with_the_pages_are_no_labels() -> None:
    assert labelled(["12"], ["12"], ["12"]) == ["", "", ""]
    assert labelled(["5"], ["19"], ["7 x"]) == ["", "", ""]


def test_a_single_number_proves_nothing() -> None:
    assert labelled([], ["14"], [], []) == ["", "", "", ""]


def test_a_leaflet_of_one_page_may_say_that_it_is_the_first() -> None:
    assert labelled(["1"]) == ["1"]
    assert labelled(["14"]) == [""]


def test_a_number_that_wanders_over_the_page_is_no_label() -> None:
    wandering = [marks(str(number + 1), top=0.85 + number * 0.05) for number in range(3)]

    assert labels(wandering, counted(3)) == ["", "", ""]


def test_numbers_of_the_running_foot_win_over_fewer_ones_in_the_head() -> None:
    pages = [marks(str(number + 30), top=FOOT) for number in range(5)]
    for number in range(3):
        pages[number] += marks(str(number + 1), top=HEAD)

    assert labels(pages, counted(5)) == ["30", "31", "32", "33", "34"]


@given(st.integers(1, 300), st.integers(2, 30), st.integers(0, 5))
def test_any_run_of_printed_numbers_is_found_wherever_it_begins(first: int, pages: int, before: int) -> None:
    printed = [str(first + number) for number in range(pages)]

    assert labelled(*[[]] * before, *[[label] for label in printed]) == [""] * before + printed


@given(st.integers(1, 399))
def test_roman_numerals_are_read_as_they_are_written(number: int) -> None:
    for written in (to_roman(number, upper=False), to_roman(number, upper=True)):
        (mark,) = marks_of(written, 0)
        assert (mark.number, mark.label) == (number, written)
