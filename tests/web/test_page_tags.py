from __future__ import annotations

import datetime
import subprocess
import sys
from pathlib import Path

import pytest
from django.utils import translation

from openmgi.web.templatetags import page


@pytest.mark.parametrize(
    ("language", "month", "date"),
    [
        ("en", "November 2022", "1 March 2025"),
        ("fr", "novembre 2022", "1er mars 2025"),
        ("es", "noviembre de 2022", "1 de marzo de 2025"),
        ("ar", "تشرين الثاني/نوفمبر 2022", "1 آذار/مارس 2025"),
    ],
)
def test_dates_are_written_as_each_language_of_the_un_writes_them(language: str, month: str, date: str) -> None:
    with translation.override(language):
        assert page.edition_date("2022-11") == month
        assert page.day(datetime.datetime(2025, 3, 1, 12, tzinfo=datetime.UTC)) == date
        assert page.written_day("2025-03-01") == date


def test_a_year_alone_stays_a_year() -> None:
    assert page.edition_date("2022") == "2022"


def test_only_the_first_of_a_month_is_special_in_french() -> None:
    with translation.override("fr"):
        assert page.day(datetime.datetime(2025, 3, 21, tzinfo=datetime.UTC)) == "21 mars 2025"


def test_languages_are_named_in_the_readers_language_and_in_their_own() -> None:
    with translation.override("es"):
        assert page.language_name("fr") == "francés"
    assert page.own_name("ar") == "العربية"
    assert page.own_name("sq") == "sq"


@pytest.mark.parametrize(("language", "direction"), [("ar", "rtl"), ("fr", "ltr"), ("fa-AF", "rtl")])
def test_the_direction_of_a_language(language: str, direction: str) -> None:
    assert page.direction(language) == direction


def test_a_name_is_in_the_readers_language_or_in_english_or_as_it_is() -> None:
    with translation.override("fr"):
        assert page.in_language({"en": "Kenya", "fr": "Le Kenya"}) == "Le Kenya"
        assert page.in_language({"en": "Kenya", "es": "Kenia"}) == "Kenya"
        assert page.in_language({"sq": "Kenia"}) == "Kenia"
        assert page.in_language({}) == ""


def test_structured_data_cannot_end_its_script_element() -> None:
    assert page.json_ld({"name": "</script>&"}) == (
        '<script type="application/ld+json">{"name": "\\u003C/script\\u003E\\u0026"}</script>'
    )


def test_coordinates_have_a_point_in_every_language() -> None:
    with translation.override("fr"):
        assert (page.plain(1.5), page.add_number(1.5, -32)) == ("1.5", "-30.5")


def test_the_months_of_the_levant_are_there_though_arabic_dates_of_another_form_were_written_before() -> None:
    """In a process of its own: Babel keeps what it has read, and mixes it up when it reads in another order."""
    code = """
import datetime
import openmgi.cli
from babel.dates import format_datetime
from django.utils import translation
from openmgi.web.templatetags.page import edition_date
format_datetime(datetime.datetime(2025, 3, 1), "d MMM yyyy", locale="ar")
with translation.override("ar"):
    print(edition_date("2022-11"))
"""
    root = Path(__file__).parents[2]
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=root)  # noqa: S603

    assert told.stdout == "تشرين الثاني/نوفمبر 2022\n"
