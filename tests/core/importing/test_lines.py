from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openmgi.core.importing.lines import Line, join, words_of


@pytest.mark.parametrize(
    ("text", "marker", "content"),
    [
        ("• First", "•", "First"),
        ("•First", "•", "First"),
        ("  - First", "-", "First"),
        ("-First", "-", "First"),
        ("-first", "", "-first"),
        ("* First", "*", "First"),
        ("– First", "–", "First"),
        ("\u200b– First", "–", "First"),
        ("1. First", "1", "First"),
        ("(2) Second", "2", "Second"),
        ("3) Third", "3", "Third"),
        ("2018. A year is no number of a list", "", "2018. A year is no number of a list"),
        ("o\tFirst", "o", "First"),
        ("o migrantes", "", "o migrantes"),
        ("•", "•", ""),
        ("First", "", "First"),
    ],
)
def test_the_marker_and_the_text_after_it(text: str, marker: str, content: str) -> None:
    line = Line(1, text)

    assert (line.marker, line.content) == (marker, content)


def test_a_list_item_of_a_web_page_needs_no_bullet() -> None:
    line = Line(1, "First", "item")

    assert (line.marker, line.content) == ("item", "First")


def test_a_bullet_inside_a_list_item_is_no_part_of_its_text() -> None:
    assert Line(1, "• First", "item").content == "First"


@pytest.mark.parametrize(
    ("broken", "page", "whole"),
    [
        (["The county", "has a plan."], "", "The county has a plan."),
        (["a whole-of-", "government approach"], "", "a whole-of-government approach"),
        (["a well-", "known plan"], "well known", "a well-known plan"),
        (["the govern-", "ment of the county"], "the government", "the government of the county"),
        (["the govern-", "ment of the county"], "", "the government of the county"),
        (["an agree-", "ment"], "agree-ment", "an agree-ment"),
        (["the Nairobi-", "Mombasa road"], "", "the Nairobi-Mombasa road"),
        (["the migra\u00ad", "tion plan"], "", "the migration plan"),
        (["from 2019–", "2023"], "", "from 2019–2023"),
        (["from (2018", "- 2022) on"], "", "from (2018 - 2022) on"),
        (["a plan -", "that is"], "", "a plan - that is"),
    ],
)
def test_broken_lines_and_words_are_made_whole(broken: list[str], page: str, whole: str) -> None:
    words = words_of([Line(9, page)])

    assert join([Line(number, text) for number, text in enumerate(broken)], words) == whole


@given(st.lists(st.text("abc", min_size=1, max_size=8), min_size=1, max_size=20), st.integers(5, 30))
def test_a_sentence_broken_between_words_is_found_again(words: list[str], width: int) -> None:
    lines = [""]
    for word in words:
        if lines[-1] and len(lines[-1]) + len(word) >= width:
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}".strip()

    assert join([Line(number, line) for number, line in enumerate(lines)], set()) == " ".join(words)
