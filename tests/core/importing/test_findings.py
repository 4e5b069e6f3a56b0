from __future__ import annotations

import pytest

from openmgi.core.importing.findings import read_items
from openmgi.core.importing.lines import Line


def items(text: str) -> list[str]:
    """The findings in these lines."""
    lines = [Line(number, line) for number, line in enumerate(text.split("\n"), start=1)]
    return [item.text for item in read_items(lines, set()).items]


@pytest.mark.parametrize("marker", ["•", "-", "*", "–", "●"])
def test_each_bullet_is_a_finding(marker: str) -> None:
    assert items(f"{marker} One.\n{marker} Two.\n\n{marker} Three.") == ["One.", "Two.", "Three."]


@pytest.mark.parametrize("form", ["{}.", "{})", "({})"])
def test_each_number_is_a_finding(form: str) -> None:
    text = "\n".join(f"{form.format(number)} Finding {number}." for number in range(1, 13))

    assert items(text) == [f"Finding {number}." for number in range(1, 13)]


def test_a_number_out_of_sequence_belongs_to_the_sentence() -> None:
    assert items("1. It cites article\n12. of the law.\n2. Two.") == ["It cites article 12. of the law.", "Two."]


def test_numbers_may_start_again() -> None:
    assert items("1. One.\n2. Two.\n1. Again.") == ["One.", "Two.", "Again."]


def test_a_year_at_the_start_of_a_line_belongs_to_the_sentence() -> None:
    assert items("• A law of\n2018. It holds.\n• Two.") == ["A law of 2018. It holds.", "Two."]


def test_the_rest_of_a_range_is_no_bullet() -> None:
    assert items("- The plan (2018\n- 2022) holds.\n- Two.") == ["The plan (2018 - 2022) holds.", "Two."]


def test_the_rest_of_a_range_is_no_bullet_under_another_bullet() -> None:
    assert items("• The plan (2018\n- 2022) holds.\n• Two.") == ["The plan (2018 - 2022) holds.", "Two."]


def test_another_bullet_at_the_same_depth_is_a_finding() -> None:
    assert items("• One.\n- Two.\n* Three.") == ["One.", "Two.", "Three."]


def test_a_deeper_bullet_belongs_to_the_finding_above() -> None:
    assert items("• One:\n    - first;\n    - second.\n• Two.") == ["One: - first; - second.", "Two."]


def test_a_bullet_alone_takes_the_next_line() -> None:
    assert items("•\nOne.\n•\n\nTwo.") == ["One.", "Two."]


def test_a_sentence_goes_on_after_a_blank_line() -> None:
    assert items("• The county has\n\na plan.\n• Two.") == ["The county has a plan.", "Two."]


def test_without_bullets_each_paragraph_is_a_finding() -> None:
    assert items("The county\nhas a plan.\n\nIt has a law.") == ["The county has a plan.", "It has a law."]


def test_without_bullets_and_blank_lines_each_sentence_line_is_a_finding() -> None:
    assert items("The county has a plan.\nIt has\na law.") == ["The county has a plan.", "It has a law."]


def test_a_paragraph_after_the_bullets_belongs_to_no_finding() -> None:
    lines = [Line(1, "• One."), Line(2, ""), Line(3, "A note below."), Line(4, "• Two.")]
    read = read_items(lines, set())

    assert [item.text for item in read.items] == ["One.", "Two."]
    assert [(stray.line, stray.text) for stray in read.strays] == [(3, "A note below.")]


def test_bullets_below_a_heading_of_something_else_are_no_findings() -> None:
    lines = [Line(1, "• One."), Line(2, ""), Line(3, "Related profiles"), Line(4, "• Kenya"), Line(5, "• Uganda")]
    read = read_items(lines, set())

    assert [item.text for item in read.items] == ["One."]
    assert [stray.text for stray in read.strays] == ["Related profiles", "Kenya", "Uganda"]


def test_an_empty_list_has_no_findings() -> None:
    assert items("\n\n") == []
    assert items("•\n") == []
