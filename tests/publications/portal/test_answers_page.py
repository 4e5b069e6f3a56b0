from __future__ import annotations

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from openmgi.publications.actions import publish
from openmgi.publications.models import Publication
from tests.pages import page, texts
from tests.publications.report.conftest import ANSWERS, WHOLE
from tests.traced import SLUG, traced_profile

pytestmark = pytest.mark.usefixtures("loaded")
PAGE = f"/en/profiles/{SLUG}/"
ANSWERS_PAGE = f"{PAGE}v1/answers/"


@pytest.fixture
def westria(loaded: None) -> Publication:
    """A profile with consultation, clearance and annex, published."""
    return publish(profile=traced_profile(**WHOLE), by="Amina")


def test_every_question_stands_with_its_answer_under_its_domain_and_topic(reader: Client, westria: Publication) -> None:
    tree = page(reader, ANSWERS_PAGE)

    assert texts(tree, "h2") == ["1Rights", "2Whole"]
    assert texts(tree, "h3") == ["Services", "Council"]
    assert texts(tree, "tbody tr") == [
        "1.1Do all have access to health care?Yes, all",
        "2.1Does a council meet?not answered",
    ]


def test_the_page_of_answers_speaks_a_language_of_the_profile_and_leads_back_to_it(
    reader: Client, westria: Publication
) -> None:
    french, arabic = page(reader, f"/fr/profiles/{SLUG}/v1/answers/"), page(reader, f"/ar/profiles/{SLUG}/v1/answers/")

    assert texts(french, "tbody tr td")[:2] == ["Tous ont-ils accès aux soins ?", "Oui, tous"]
    assert [one.get("lang") for one in arabic.cssselect("article")] == ["en"]
    assert [one.get("href") for one in french.cssselect("article .path a")] == [f"/fr/profiles/{SLUG}/v1/"]


def test_what_the_language_lacks_is_shown_in_another_and_an_option_without_a_label_by_its_code(reader: Client) -> None:
    told = {**ANSWERS[0], "question": {"en": "Is it?"}, "option": "partial", "option_label": {}}
    publish(profile=traced_profile(answers=[told]), by="Amina")
    tree = page(reader, f"/fr/profiles/{SLUG}/v1/answers/")

    assert [one.text_content() for one in tree.cssselect("td span[lang=en]")] == ["Is it?"]
    assert texts(tree, "tbody tr") == ["1.1Is it?partial"]


def test_a_profile_without_answers_has_no_such_page_and_no_link_to_it(reader: Client) -> None:
    publish(profile=traced_profile(), by="Amina")

    assert reader.get(ANSWERS_PAGE).status_code == 404
    assert reader.get(f"{PAGE}v2/answers/").status_code == 404
    assert "answers" not in " ".join(str(one.get("href")) for one in page(reader, PAGE).cssselect("article a"))
    assert reader.post(ANSWERS_PAGE).status_code == 405


def test_the_page_of_answers_asks_the_database_once(
    reader: Client, westria: Publication, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(1):
        reader.get(ANSWERS_PAGE)


def test_the_profile_says_who_was_consulted_what_came_of_it_and_who_cleared_it(
    reader: Client, westria: Publication
) -> None:
    section = page(reader, PAGE).cssselect("section[aria-labelledby=consultation]")[0]

    assert texts(section, "p")[0] == "Amina Diallo, Secretary General, cleared this profile on 30 April 2031."
    assert texts(section, "details tbody tr") == [
        "Ministry of the Interior1, 21 April 20316, of which accepted: 3, in part: 2, not accepted: 1",
        "Ministry of Health1no reply0",
    ]


@pytest.mark.parametrize("gone", ["consultation", "cleared"])
def test_each_part_of_the_consultation_is_there_on_its_own(reader: Client, gone: str) -> None:
    publish(profile=traced_profile(**{key: told for key, told in WHOLE.items() if key != gone}), by="Amina")
    section = page(reader, PAGE).cssselect("section[aria-labelledby=consultation]")[0]

    assert len(section.cssselect("table")) == (gone == "cleared")
    assert ("cleared this profile" in section.text_content()) == (gone == "consultation")


def test_a_profile_that_says_nothing_of_a_consultation_has_no_such_section(reader: Client) -> None:
    publish(profile=traced_profile(), by="Amina")

    assert page(reader, PAGE).cssselect("section[aria-labelledby=consultation]") == []


def test_the_profile_leads_to_its_report_in_the_language_of_the_page_and_to_its_answers(
    reader: Client, westria: Publication
) -> None:
    french, arabic = page(reader, f"/fr/profiles/{SLUG}/"), page(reader, f"/ar/profiles/{SLUG}/")

    assert [one.get("href") for one in french.cssselect(".profile-header .downloads a")] == [
        f"/data/profiles/{SLUG}/v1.fr.pdf",
        f"/data/profiles/{SLUG}/v1.fr.docx",
    ]
    assert str(arabic.cssselect(".profile-header .downloads a")[0].get("href")).endswith("v1.en.pdf")
    assert f"/fr/profiles/{SLUG}/v1/answers/" in [one.get("href") for one in french.cssselect("section.made a")]
