"""No page mixes languages without a word: where texts are shown in another language, its top says so."""

from __future__ import annotations

import pytest
from django.test import Client
from lxml import html

from openmgi.core.profile import AgreedAnswer
from openmgi.library.actions.loading import load_edition, load_framework
from openmgi.publications.actions import publish
from tests.core.answered import AFTER, BEFORE, profile
from tests.core.editions import small_framework
from tests.pages import page, texts
from tests.publications.report.conftest import WHOLE
from tests.publications.themes.places import published
from tests.traced import SLUG, traced_profile

pytestmark = pytest.mark.django_db


def notices(tree: html.HtmlElement) -> int:
    return len(texts(tree, "main p.notice"))


@pytest.mark.parametrize(("language", "count"), [("en", 0), ("fr", 0), ("ar", 1)])
def test_the_page_of_answers_says_that_a_profile_is_not_published_in_the_readers_language(
    reader: Client, loaded: None, language: str, count: int
) -> None:
    publish(profile=traced_profile(**WHOLE), by="Amina")
    tree = page(reader, f"/{language}/profiles/{SLUG}/v1/answers/")

    assert notices(tree) == count
    assert tree.cssselect("article p.notice") == []


def test_a_profile_in_the_readers_language_says_that_its_questions_are_not(reader: Client, loaded: None) -> None:
    told = traced_profile(**WHOLE)
    first, *others = told.answers
    asked = first.model_copy(update={"question": {"en": "Do all have access to health care?"}})
    publish(profile=told.model_copy(update={"answers": (asked, *others)}), by="Amina")

    assert notices(page(reader, f"/fr/profiles/{SLUG}/v1/answers/")) == 1
    assert notices(page(reader, f"/en/profiles/{SLUG}/v1/answers/")) == 0


@pytest.mark.parametrize(("language", "count"), [("en", 0), ("ar", 2)])
def test_a_comparison_says_which_profile_is_shown_in_another_language(
    reader: Client, language: str, count: int
) -> None:
    load_framework(spec=small_framework())
    for edition in (BEFORE, AFTER):
        load_edition(spec=edition)
    told = (profile(), profile(country="XXA", code="XXA", name={"en": "Arvala"}, country_name={"en": "Arvala"}))
    slugs = [publish(profile=one, by="Grace").slug for one in told]

    assert notices(page(reader, f"/{language}/compare/?profile={slugs[0]}&profile={slugs[1]}")) == count


@pytest.mark.parametrize("address", ["", "topics/1/A/", "indicators/1.A1/"])
@pytest.mark.parametrize(("language", "count"), [("en", 0), ("ar", 1)])
def test_a_theme_says_that_its_questions_do_not_exist_in_the_readers_language(
    reader: Client, address: str, language: str, count: int
) -> None:
    load_framework(spec=small_framework())
    load_edition(spec=BEFORE)

    assert notices(page(reader, f"/{language}/themes/{BEFORE.code}/{address}")) == count


@pytest.mark.parametrize(("language", "count"), [("en", 0), ("ar", 1)])
def test_the_page_of_a_country_says_that_its_profile_is_not_published_in_the_readers_language(
    reader: Client, loaded: None, language: str, count: int
) -> None:
    told = traced_profile()
    answer = told.domains[0].well_developed[0].trace.answers[0]
    speaking = AgreedAnswer(
        domain=1, topic={"en": "T"}, indicator=answer.indicator, question=answer.question, option=answer.option,
        option_label=answer.option_label, sdg=("1a",),
    )  # fmt: skip
    publish(profile=told.model_copy(update={"answers": (speaking,), "framework_edition": "small-1"}), by="Grace")

    assert notices(page(reader, f"/{language}/sdg-10-7-2/{told.place.country}/")) == count


@pytest.mark.parametrize(("language", "spoken"), [("fr", "fr"), ("ar", "en")])
def test_a_chart_says_in_which_language_its_options_are_called(reader: Client, language: str, spoken: str) -> None:
    load_framework(spec=small_framework())
    load_edition(spec=BEFORE)
    for country in ("XXA", "XXB", "XXC", "XXD", "XXE"):
        published(country, invented=True)
    [chart] = page(reader, f"/{language}/themes/{BEFORE.code}/indicators/1.A1/?invented=yes").cssselect(".bars")

    assert chart.get("lang") == spoken
    assert {one.get("lang") for one in chart.cssselect("span[lang]")} == ({spoken} - {language})
