"""Pages of themes: who is in N, who is in no share, and what to do where nobody is."""

from __future__ import annotations

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from openmgi.library.actions.loading import load_edition
from openmgi.library.models import Edition
from openmgi.publications.models import Publication
from tests.pages import page, texts
from tests.publications.themes.places import EDITION, published

BASE = f"/en/themes/{EDITION}/"
QUESTION = f"{BASE}indicators/1.A1/"
TOPIC = f"{BASE}topics/1/A/"
THEMES = [TOPIC, f"{BASE}sdg-10-7-2/1a/", f"{BASE}global-compact/15/"]


def and_two_more() -> None:
    for country in ("XXE", "XXF"):
        published(country)


def test_of_few_places_a_question_has_no_bar(places: list[Publication], client: Client) -> None:
    few = page(client, QUESTION)
    assert (len(few.cssselect(".bars")), "Fewer than five places answer" in few.text_content()) == (0, True)
    and_two_more()

    enough = page(client, QUESTION)
    assert (len(enough.cssselect(".bars .bar")), "Fewer than five" in enough.text_content()) == (2, False)


@pytest.mark.parametrize("address", THEMES)
def test_of_few_places_a_theme_has_no_bar_but_the_places_by_answer(
    places: list[Publication], client: Client, address: str
) -> None:
    few = page(client, address)
    row = few.cssselect(".themes section")[0]
    assert few.cssselect(".bars") == []
    assert texts(row, ".answered > .who dt") == ["Absent 1 of 3", "Complete 2 of 3"]
    assert [texts(one, "a") for one in row.cssselect(".answered > .who dd")] == [["UGA"], ["KEN", "XXB"]]
    and_two_more()

    enough = page(client, address).cssselect(".themes section")[0]
    assert texts(enough, ".bars .of-all") == ["1 of 5 (20%)", "4 of 5 (80%)"]
    assert enough.cssselect(".answered > .who") == []


def test_a_theme_names_all_who_are_in_n_and_all_who_are_in_no_share(places: list[Publication], client: Client) -> None:
    and_two_more()
    row = page(client, TOPIC).cssselect(".themes section")[0]
    [folded] = [one for one in row.cssselect("details") if texts(one, "summary") == ["Which places"]]

    assert texts(folded, ".who dt") == ["Absent 1/5", "Complete 4/5"]
    assert texts(folded, ".who a") == ["UGA", "KEN", "XXB", "XXE", "XXF"]
    assert texts(folded, ".whose strong") == ["Not applicable, in no share:", "Not answered, in no share:"]
    assert texts(folded, ".whose a") == ["XXC", "XXD"]


def test_a_region_of_few_places_names_them(places: list[Publication], client: Client) -> None:
    and_two_more()
    cells = page(client, QUESTION).cssselect(".scroll tbody td")

    assert [" ".join(one.text_content().split())[:6] for one in cells] == ["1 of 2", "1 of 2"]
    assert [texts(one, "a") for one in cells] == [["UGA"], ["KEN"]]


def test_a_theme_asks_the_database_as_often_for_several_questions_as_for_one(
    places: list[Publication], client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for address in (TOPIC, f"{BASE}topics/2/A/"):
        client.get(address)
        with django_assert_num_queries(5):
            client.get(address)


def test_a_level_is_offered_where_places_of_both_answer(places: list[Publication], client: Client) -> None:
    for address in (QUESTION, TOPIC):
        assert page(client, address).cssselect("select[name=level]") == []
    assert texts(page(client, QUESTION), "caption")[-1] == "By region"
    assert len(page(client, f"{QUESTION}?level=local").cssselect("select[name=level]")) == 1  # so that it can be undone
    published("XXL", level="local")

    for address in (QUESTION, TOPIC, f"{QUESTION}?area=002"):
        assert len(page(client, address).cssselect("select[name=level]")) == 1
    assert texts(page(client, QUESTION), "caption")[-1] == "By region and level"
    assert texts(page(client, f"{QUESTION}?area=002"), "caption")[-1] == "By region"


def test_an_item_leads_to_the_other_sets_that_somebody_answers_with_it(
    places: list[Publication], client: Client, edition: Edition
) -> None:
    other = {"code": "other-1", "title": {"en": "Other set"}}
    load_edition(spec=edition.spec.model_copy(update=other))
    assert "The same is also asked in" not in page(client, THEMES[1]).text_content()
    published("XXO", framework_edition="other-1")

    for address in THEMES[1:]:
        links = [one.get("href") for one in page(client, address).cssselect("main a") if one.text == "Other set"]
        assert links == [address.replace(EDITION, "other-1")]
    assert "The same is also asked in" not in page(client, TOPIC).text_content()
    published("XXI", invented=True)
    assert "The same is also asked in" not in page(client, f"{THEMES[1]}?invented=yes").text_content()


@pytest.mark.parametrize("address", [QUESTION, *THEMES])
@pytest.mark.parametrize("asked", ["area=nope", "until=abcd", "invented=true", "level=regional", "income=poor"])
def test_what_is_not_known_here_is_said_and_no_share_is_shown(
    places: list[Publication], client: Client, address: str, asked: str
) -> None:
    tree = page(client, f"{address}?{asked}")
    value = asked.partition("=")[2]

    assert [one.startswith(f"“{value}” is not known here.") for one in texts(tree, ".notice")] == [True]
    assert tree.cssselect("main table, .themes, .bars, .downloads, [role=status]") == []


@pytest.mark.parametrize("address", [QUESTION, *THEMES])
def test_where_only_invented_places_answer_one_is_led_to_them(edition: Edition, client: Client, address: str) -> None:
    assert texts(page(client, address), ".notice") == [
        "No published profile answers this set of questions yet. Read the questions"
    ]
    published("KEN", invented=True)
    tree = page(client, f"{address}?area=002")

    assert texts(tree, ".notice") == [
        "No real place answers this set of questions here, but invented ones do. Show the invented places"
    ]
    [link] = tree.cssselect(".notice a")
    assert link.get("href") == "?area=002&invented=yes"
    assert texts(page(client, address + str(link.get("href"))), "[role=status] .tag") == ["Invented places"]


@pytest.mark.parametrize("address", [QUESTION, *THEMES])
def test_where_no_place_that_was_chosen_answers_all_can_be_shown(
    places: list[Publication], client: Client, address: str
) -> None:
    tree = page(client, f"{address}?area=019")

    assert texts(tree, ".notice") == ["No place that you chose answers this set of questions. Show all places"]
    assert [one.get("href") for one in tree.cssselect(".notice a")] == [address]
    assert tree.cssselect(".downloads") == []


@pytest.mark.parametrize("address", [QUESTION, *THEMES])
def test_files_are_offered_of_what_is_shown(places: list[Publication], client: Client, address: str) -> None:
    tree = page(client, f"{address}?area=002")
    offered = [str(one.get("href")) for one in tree.cssselect(".downloads a")]

    assert offered == [f"{address}shares.{form}?area=002" for form in ("svg", "png", "csv")]
    assert [client.get(one).status_code for one in offered] == [200, 200, 200]


def test_no_file_is_offered_of_a_question_that_nobody_answers(places: list[Publication], client: Client) -> None:
    assert page(client, f"{BASE}indicators/2.A1/").cssselect(".downloads") == []
