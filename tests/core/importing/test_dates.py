from __future__ import annotations

import pytest

from openmgi.core.importing.vocabulary import Vocabulary


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2022 Novembre", "2022-11"),
        ("November 2022", "2022-11"),
        ("noviembre de 2022", "2022-11"),
        ("Noviembre del 2022", "2022-11"),
        ("Août 2019", "2019-08"),
        ("AOUT 2019", "2019-08"),
        ("1er mars 2021", "2021-03"),
        ("12 May 2020", "2020-05"),
        ("Nov. 2022", "2022-11"),
        ("2023-05", "2023-05"),
        ("05/2023", "2023-05"),
        ("2021", "2021"),
        ("Date: June 2021", "2021-06"),
        ("Publié en février 2020", "2020-02"),
        ("(2018)", "2018"),
        ("in November 2022 the plan", None),
        ("12", None),
        ("2018–2022", None),
        ("1850", None),
    ],
)
def test_a_line_that_is_a_date(vocabulary: Vocabulary, text: str, date: str | None) -> None:
    assert vocabulary.dates.alone(text) == date


def test_a_date_inside_a_sentence_is_found_a_month_before_a_bare_year(vocabulary: Vocabulary) -> None:
    assert vocabulary.dates.find("Adopted in 2018 and published in May 2020.") == "2020-05"


def test_a_range_of_years_is_no_date(vocabulary: Vocabulary) -> None:
    assert vocabulary.dates.find("the plan for 2018-2022") is None


def test_a_title_without_its_dates(vocabulary: Vocabulary) -> None:
    assert vocabulary.dates.removed("Kenya, 2021").strip(" ,") == "Kenya"


def test_a_text_that_folding_would_shorten_is_left_as_it_is(vocabulary: Vocabulary) -> None:
    assert vocabulary.dates.removed("Straße 2021") == "Straße 2021"
