from __future__ import annotations

from collections.abc import Sequence

import pytest
from django.test import Client

from openmgi.publications.models import Publication
from tests.groups import group, load
from tests.pages import page, texts
from tests.publications.search.conftest import WESTRIA, finding, place, publish_all

HIT = ".found-findings > li"
WESTRIAS = "/en/search/like/xxw-2031-05/1/1/"


def test_what_is_well_developed_elsewhere_at_the_same_question_is_shown_by_the_alphabet(
    reader: Client, world: Sequence[Publication]
) -> None:
    """Sudburg was asked by a later edition; its question is linked to the one of Westria by the authors."""
    tree = page(reader, WESTRIAS)

    assert texts(tree, f"{HIT} h3") == ["Ostland, 2027", "Sudburg, May 2031"]
    assert texts(tree, "blockquote") == ["Bread is rationed in winter."]
    assert texts(tree, "[role=status]") == ["Well developed: 2; with potential for further development: 0."]
    assert [one.get("href") for one in tree.cssselect(".path a")] == ["/en/profiles/xxw-2031-05/#finding-1-potential-1"]


def test_near_and_level_are_the_readers_choice(reader: Client, editions: None) -> None:
    here = finding({"en": "No bread."}, "1.A1")
    there = finding({"en": "Bread for all."}, "1.A1")
    publish_all(
        place("Kigalia", "RWA", (1, "potential", here)),
        place("Nairobia", "KEN", (1, "well_developed", there)),
        place("Lyonia", "FRA", (1, "well_developed", there)),
        place("Parisia", "FRA", (1, "well_developed", there), level="local"),
        place("Dakaria", "SEN", (1, "potential", here)),
    )
    address = "/en/search/like/rwa-2031-05/1/1/"
    tree = page(reader, address)

    assert texts(tree, f"{HIT} h3") == ["Lyonia, May 2031", "Nairobia, May 2031", "Parisia, May 2031"]
    assert "Eastern Africa" in texts(tree, "#by-region option")
    assert "Europe" not in texts(tree, "#by-region option")
    assert texts(page(reader, f"{address}?region=014"), f"{HIT} h3") == ["Nairobia, May 2031"]
    assert texts(page(reader, f"{address}?level=local"), f"{HIT} h3") == ["Parisia, May 2031"]
    assert page(reader, f"{address}?level=local").cssselect("p a[href^='?']") == []
    assert texts(page(reader, f"{address}?kind=potential"), f"{HIT} h3") == ["Dakaria, May 2031"]


def test_where_none_is_well_developed_the_page_leads_to_those_with_the_same_potential(
    reader: Client, editions: None
) -> None:
    here = finding({"en": "No bread."}, "1.A1")
    publish_all(*(place(name, code, (1, "potential", here)) for name, code in (("Alba", "XXA"), ("Zeta", "XXZ"))))
    tree = page(reader, "/en/search/like/xxa-2031-05/1/1/?level=national")
    (link,) = tree.cssselect("p a[href^='?']")

    assert texts(tree, HIT) == []
    assert texts(page(reader, f"/en/search/like/xxa-2031-05/1/1/{link.get('href')}"), f"{HIT} h3") == ["Zeta, May 2031"]


def test_other_editions_of_the_same_place_are_not_other_places(reader: Client, world: Sequence[Publication]) -> None:
    publish_all(place("Westria", "XXW", (1, "well_developed", finding({"en": "Bread."}, "1.A1")), edition="2035-01"))

    assert texts(page(reader, WESTRIAS), f"{HIT} h3") == ["Ostland, 2027", "Sudburg, May 2031"]


def test_where_the_line_between_two_answers_was_moved_the_finding_says_so(reader: Client, editions: None) -> None:
    salt = finding({"en": "Salt lacks a keeper."}, "2.A1")
    publish_all(
        place("Alba", "XXA", (2, "potential", salt)),
        place("Zeta", "XXZ", (2, "well_developed", finding({"en": "Salt."}, "2.A1")), framework_edition="small-2"),
    )

    assert texts(page(reader, "/en/search/like/xxa-2031-05/2/1/"), f"{HIT} .moved") == ["Other criteria"]


def test_a_finding_that_names_no_indicator_leads_to_its_domain_instead(reader: Client, editions: None) -> None:
    publish_all(place("Alba", "XXA", (2, "potential", finding({"en": "Salt lacks a keeper."}))))
    tree = page(reader, "/en/search/like/xxa-2031-05/2/1/")

    assert [one.get("href") for one in tree.cssselect(".notice a")] == ["/en/search/?domain=2&kind=well_developed"]
    assert texts(tree, HIT) == []


@pytest.mark.parametrize("path", ["xxw-2031-05/1/2/", "xxw-2031-05/2/1/", "xxq-2031-05/1/1/"])
def test_what_is_no_finding_with_potential_has_no_such_page(reader: Client, db: None, path: str) -> None:
    publish_all(WESTRIA)

    assert reader.get(f"/en/search/like/{path}").status_code == 404


def test_the_finding_is_shown_in_the_readers_language(reader: Client, world: Sequence[Publication]) -> None:
    french = page(reader, "/fr/search/like/xxw-2031-05/1/1/?region=150")

    assert texts(french, "blockquote[lang=fr]") == ["Le pain est rationné en hiver."]
    assert str(french.cssselect(".languages a[lang=en]")[0].get("href")).endswith(f"{WESTRIAS}?region=150")


def test_an_invented_place_is_marked_at_the_head(reader: Client, editions: None) -> None:
    here = finding({"en": "No bread."}, "1.A1")
    real = {
        "name": {"en": "Kigalia"},
        "country": "RWA",
        "country_name": {"en": "Kigalia"},
        "code": "RWA",
        "invented": False,
    }
    publish_all(WESTRIA, place("Kigalia", "RWA", (1, "potential", here), place=real))

    assert texts(page(reader, WESTRIAS), "h1 + p .tag") == ["Invented country"]
    assert texts(page(reader, "/en/search/like/rwa-2031-05/1/1/"), "h1 + p .tag") == []


def test_where_no_other_place_has_a_finding_on_the_question_the_page_leads_to_its_answers(
    reader: Client, editions: None
) -> None:
    publish_all(WESTRIA)
    tree = page(reader, WESTRIAS)
    told = texts(tree, "main p")

    assert "No other place has published a finding on this question yet." in told
    assert "How places answered the question: 1.A1" in told
    (link,) = tree.cssselect("p a.code")
    assert link.get("href") == "/en/themes/small-1/indicators/1.A1/?invented=yes"
    assert reader.get(str(link.get("href"))).status_code == 200


def test_where_choices_leave_no_place_the_page_leads_to_all(reader: Client, world: Sequence[Publication]) -> None:
    tree = page(reader, f"{WESTRIAS}?region=002")
    told = texts(tree, "main p")

    assert "No other place is there with these choices. All places" in told
    assert "No other place has published a finding on this question yet." not in told
    assert texts(page(reader, WESTRIAS), "p a.code") == []


INCOMES = "#by-income optgroup"


@pytest.fixture
def rich_and_poor(editions: None) -> None:
    here = finding({"en": "No bread."}, "1.A1")
    there = finding({"en": "Bread for all."}, "1.A1")
    publish_all(
        place("Alba", "XXA", (1, "potential", here)),
        place("Beta", "XXB", (1, "well_developed", there)),
        place("Cela", "XXC", (1, "well_developed", there)),
        place("Quay", "XXC", (1, "well_developed", there), level="local"),
    )
    load(
        group("high", countries="XXC", kind="income"),
        group("low", countries="XXA XXB", kind="income"),
        group("harbours", countries="XXA", places="xxc-quay"),
        group("mountains", countries="XXB"),
    )


def test_near_in_income_and_in_own_groups_is_the_readers_choice(reader: Client, rich_and_poor: None) -> None:
    address = "/en/search/like/xxa-2031-05/1/1/"

    assert texts(page(reader, address), f"{HIT} h3") == ["Beta, May 2031", "Cela, May 2031", "Quay, May 2031"]
    assert texts(page(reader, f"{address}?income=low"), f"{HIT} h3") == ["Beta, May 2031"]
    assert texts(page(reader, f"{address}?income=high"), f"{HIT} h3") == ["Cela, May 2031", "Quay, May 2031"]
    assert texts(page(reader, f"{address}?income=high&level=local"), f"{HIT} h3") == ["Quay, May 2031"]
    assert texts(page(reader, f"{address}?region=harbours"), f"{HIT} h3") == ["Quay, May 2031"]


def test_the_income_of_the_readers_place_is_offered_first_and_nothing_is_preset(
    reader: Client, rich_and_poor: None
) -> None:
    tree = page(reader, "/en/search/like/xxa-2031-05/1/1/")

    assert [one.get("label") for one in tree.cssselect(INCOMES)] == [
        "Alba: Incomes, 15 January 2031",
        "Incomes, 15 January 2031",
    ]
    assert texts(tree, f"{INCOMES} option") == ["Low", "High"]
    assert [one.get("value") for one in tree.cssselect("option[selected]")] == ["well_developed"]
    assert "Harbours" in texts(tree, "#by-region option")
    assert "Mountains" not in texts(tree, "#by-region option")


def test_what_was_chosen_is_said_with_its_day(reader: Client, rich_and_poor: None) -> None:
    tree = page(reader, "/en/search/like/xxa-2031-05/1/1/?income=low")

    assert texts(tree, ".area-note") == ["Low: Incomes, 15 January 2031. Source: A list"]
    assert [one.get("value") for one in tree.cssselect("option[selected]")] == ["well_developed", "low@2031-01-15"]
