from __future__ import annotations

from collections.abc import Sequence

import pytest
from django.test import Client
from lxml import html
from pytest_django import DjangoAssertNumQueries

from openmgi.core.profile import KINDS
from openmgi.library.actions.grouping import remove_group
from openmgi.publications.models import Publication
from openmgi.publications.search import views
from tests.groups import group, load
from tests.pages import page, texts
from tests.publications.search.conftest import OSTLAND, WESTRIA, finding, place, publish_all

pytestmark = pytest.mark.django_db
HIT = ".found-findings > li"
BREAD = "/en/search/?q=bread"
LIKE = "search/like/xxw-2031-05/1/1/"


def test_a_hit_says_place_date_kind_level_and_indicators_and_leads_to_the_finding(
    reader: Client, world: Sequence[Publication]
) -> None:
    tree = page(reader, "/en/search/?q=rationed")

    assert texts(tree, f"{HIT} h3") == ["Westria, May 2031"]
    assert [one.get("href") for one in tree.cssselect(f"{HIT} h3 a")] == [
        "/en/profiles/xxw-2031-05/#finding-1-potential-1"
    ]
    assert texts(tree, f"{HIT} .facts") == ["Domain 1 With potential · National Invented country"]
    assert texts(tree, f"{HIT} .trace li") == ["1.A1 Does an act name bread as a right?"]
    assert texts(page(reader, "/en/profiles/xxw-2031-05/"), "#finding-1-potential-1")[0].startswith("Bread is rationed")


def test_the_words_are_marked_in_the_finding_and_in_its_questions(reader: Client, world: Sequence[Publication]) -> None:
    tree = page(reader, BREAD)

    assert texts(tree, f"{HIT} .said mark") == ["Bread"]
    assert texts(tree, f"{HIT} .trace mark") == ["bread"] * 3


def test_a_finding_is_shown_in_the_readers_language_and_where_it_has_none_in_its_own_and_marked(
    reader: Client, world: Sequence[Publication]
) -> None:
    shown = page(reader, "/fr/search/?q=pain").cssselect(f"{HIT} .said")
    told = [(one.get("lang"), one.text_content()) for one in shown]

    assert told[0] == ("fr", "Le pain est rationné en hiver.")
    assert ("en", "Every person has a right to loaves.") in told
    assert page(reader, "/ar/search/?q=الآبار").cssselect(f"{HIT} .said[lang=ar][dir=rtl] mark")


def test_where_the_words_stand_in_another_language_both_are_shown(reader: Client, world: Sequence[Publication]) -> None:
    tree = page(reader, "/fr/search/?q=rationed")

    assert [one.get("lang") for one in tree.cssselect(f"{HIT} .said")] == ["fr", "en"]
    assert texts(tree, f"{HIT} [lang=en] mark") == ["rationed"]


def test_a_hit_in_which_no_word_stands_says_why_it_is_there(reader: Client, world: Sequence[Publication]) -> None:
    assert texts(page(reader, "/en/search/?q=Ostland"), f"{HIT} .tag") == [
        "Invented country", "Found by its place, domain or question",
    ]  # fmt: skip


def test_the_page_says_how_many_there_are_and_in_which_order(reader: Client, world: Sequence[Publication]) -> None:
    searched, listed = page(reader, BREAD), page(reader, "/en/search/")

    assert texts(searched, "[role=status]") == ["3 findings"]
    assert (
        "Those that fit the words best come first. How a place does plays no part in the order."
        in texts(searched, "p.facts")[1]
    )
    assert texts(listed, "[role=status]") == ["7 findings"]
    assert texts(listed, "p.facts")[1].startswith("In alphabetical order of places.")


def test_when_no_finding_has_all_words_it_is_said(reader: Client, world: Sequence[Publication]) -> None:
    assert texts(page(reader, "/en/search/?q=keeper+zebra"), "[role=status]") == [
        "1 finding. No finding has all of these words; these have some of them."
    ]


def test_every_facet_can_be_chosen_and_what_is_chosen_is_kept(reader: Client, world: Sequence[Publication]) -> None:
    address = "/en/search/?q=bread&domain=1&kind=potential&gcm=15"
    tree = page(reader, address)

    assert [one.get("name") for one in tree.cssselect("form.findings-search select")] == [
        "domain", "topic", "kind", "level", "region", "income", "year", "sdg", "gcm", "language", "edition",
    ]  # fmt: skip
    assert [one.get("value") for one in tree.cssselect("option[selected]")] == ["1", "potential", "15"]
    assert [one.get("value") for one in tree.cssselect("#q")] == ["bread"]
    assert texts(tree, ".chosen li")[:2] == [
        "Domain · 1 Domain 1",
        "Kind of finding · Areas with potential for further development",
    ]
    assert [one.get("value") for one in tree.cssselect("#by-year option")] == ["", "2031", "2027"]
    assert texts(tree, "#by-language option") == ["Any", "Arabic", "English", "French"]
    assert len(tree.cssselect("#by-topic optgroup")) == 2


def test_what_is_not_known_is_named_and_finds_nothing(reader: Client, world: Sequence[Publication]) -> None:
    tree = page(reader, "/en/search/?region=atlantis")

    assert texts(tree, ".notice") == ["“atlantis” is not known here. Choose one of the list above, or “Any”."]
    assert texts(tree, HIT) == []


def test_findings_are_narrowed_by_groups_and_by_income(reader: Client, world: Sequence[Publication]) -> None:
    load(group("harbours", countries="XXO", places="xxs-sudburg"), group("low", countries="XXW XXO", kind="income"))
    load(group("low", "2029-07-01", "XXN", kind="income"))

    for query, places in (
        ("region=harbours", ["Ostland, 2027", "Sudburg, May 2031"]),
        ("income=low", ["Ostland, 2027", "Westria, May 2031"]),
        ("income=low@2029-07-01", ["Nordia, May 2031"]),
        ("income=low&region=harbours", ["Ostland, 2027"]),
    ):
        tree = page(reader, f"/en/search/?{query}")
        assert list(dict.fromkeys(texts(tree, f"{HIT} h3"))) == places
        assert texts(tree, ".notice") == []
        titles = {one["title"].partition(":")[0] for one in reader.get(f"/en/search/feed.json?{query}").json()["items"]}
        assert titles == set(places)


def test_a_group_stands_with_its_day_in_the_form_the_address_and_below_what_was_chosen(
    reader: Client, world: Sequence[Publication]
) -> None:
    load(group("low", countries="XXW XXO", kind="income"), group("harbours", countries="XXO"))
    tree = page(reader, "/en/search/?income=low")

    assert [one.get("label") for one in tree.cssselect("#by-income optgroup")] == ["Incomes, 15 January 2031"]
    assert [one.get("label") for one in tree.cssselect("#by-region optgroup")] == [
        "Regions of the world",
        "Groups of countries of the United Nations, 25 September 2024",
        "Harbour partnership, 15 January 2031",
    ]
    assert texts(tree, ".chosen li")[:1] == ["Income · Low"]
    assert texts(tree, ".area-note") == ["Low: Incomes, 15 January 2031. Source: A list"]
    assert "low@2031-01-15" in [one.get("value") for one in tree.cssselect("#by-income option[selected]")]


def test_a_search_notices_a_group_that_was_loaded_or_removed(reader: Client, world: Sequence[Publication]) -> None:
    address = "/en/search/?region=harbours"
    assert texts(page(reader, address), ".notice") != []

    load(group(countries="XXO"))
    assert texts(page(reader, address), f"{HIT} h3") == ["Ostland, 2027"]
    remove_group(code="harbours")
    assert texts(page(reader, address), ".notice") == [
        "“harbours” is not known here. Choose one of the list above, or “Any”."
    ]


@pytest.mark.parametrize(
    "question",
    ["search/?q=bread", "search/?q=bread&level=local", f"{LIKE}?region=002", f"{LIKE}?kind=potential&level=local"],
)
def test_the_language_link_leads_to_the_same_question_in_the_other_language(
    reader: Client, world: Sequence[Publication], question: str
) -> None:
    (french,) = page(reader, f"/en/{question}").cssselect(".languages a[lang=fr]")
    assert french.get("href") == f"http://testserver/fr/{question}"
    tree = page(reader, str(french.get("href")))

    assert tree.get("lang") == "fr"
    (english,) = tree.cssselect(".languages a[lang=en]")
    assert english.get("href") == f"http://testserver/en/{question}"
    assert asked_on(tree) == asked_on(page(reader, f"/en/{question}"))


def asked_on(tree: html.HtmlElement) -> list[tuple[str | None, str | None]]:
    """What stands in the form, but for its words."""
    typed = [(one.get("name"), one.get("value")) for one in tree.cssselect("input")]
    return typed + [(one.getparent().get("name"), one.get("value")) for one in tree.cssselect("option[selected]")]


def test_the_address_leads_to_the_same_question_as_feeds(reader: Client, world: Sequence[Publication]) -> None:
    tree = page(reader, "/en/search/?kind=potential&q=bread")

    assert [one.get("href") for one in tree.cssselect("link[rel=alternate][type]")] == [
        "/en/search/feed.atom?q=bread&kind=potential",
        "/en/search/feed.json?q=bread&kind=potential",
    ]
    assert [one.get("content") for one in tree.cssselect("meta[name=robots]")] == ["noindex"]


def test_one_pages_through_what_is_found(reader: Client, editions: None) -> None:
    many = [(1, "potential", finding({"en": f"Bread number {number}."})) for number in range(45)]
    publish_all(place("Westria", "XXW", *many))
    first, last = page(reader, BREAD), page(reader, f"{BREAD}&page=3")

    assert [one.get("href") for one in first.cssselect(".neighbours a")] == ["?q=bread&page=2"]
    assert [one.get("rel") for one in last.cssselect(".neighbours a")] == ["prev"]
    assert texts(last, ".neighbours span") == ["Page 3 of 3"]
    assert len(texts(last, HIT)) == 5


def test_after_the_last_page_stands_the_last_one(reader: Client, editions: None) -> None:
    many = [(1, kind, finding({"en": f"Bread {number}."}, "1.A1")) for kind in KINDS for number in range(25)]
    publish_all(place("Westria", "XXW", *many), place("Ostland", "XXO", *many))

    for address, pages in ((BREAD, 5), ("/en/search/", 5), ("/en/search/?q=zebra", 1), (f"/en/{LIKE}", 2)):
        tree = page(reader, f"{address}{'&' if '?' in address else '?'}page=99999")
        assert texts(tree, ".neighbours span") == ([f"Page {pages} of {pages}"] if pages > 1 else [])
        assert [one.get("rel") for one in tree.cssselect(".neighbours a")] == (["prev"] if pages > 1 else [])
        assert bool(texts(tree, HIT)) == (pages > 1)


def test_the_page_says_where_only_words_are_searched(
    reader: Client, world: Sequence[Publication], monkeypatch: pytest.MonkeyPatch
) -> None:
    said = "Only the words are searched for here, not their meaning."
    monkeypatch.setattr(views, "installed", lambda: False)
    assert texts(page(reader, "/en/search/"), "#q-help")[0].endswith(said)
    monkeypatch.setattr(views, "installed", lambda: True)
    assert said not in texts(page(reader, "/en/search/"), "#q-help")[0]


@pytest.mark.parametrize("path", ["", "feed.atom", "feed.json", "like/xxw-2031-05/1/1/"])
def test_a_search_is_only_read(reader: Client, world: Sequence[Publication], path: str) -> None:
    assert reader.post(f"/en/search/{path}").status_code == 405
    assert reader.get(f"/en/search/{path}").status_code == 200


def test_an_empty_site_says_that_there_is_nothing(reader: Client) -> None:
    assert texts(page(reader, "/en/search/?q=bread"), "[role=status]") == ["0 findings"]
    assert page(reader, "/en/search/") is not None


@pytest.mark.parametrize("profiles", [[WESTRIA], [WESTRIA, OSTLAND]])
def test_a_search_asks_the_database_as_often_for_one_place_as_for_many(
    reader: Client,
    editions: None,
    django_assert_num_queries: DjangoAssertNumQueries,
    profiles: list[object],
) -> None:
    publish_all(*profiles)  # type: ignore[arg-type]
    reader.get(BREAD)

    with django_assert_num_queries(4):
        reader.get(BREAD)
    with django_assert_num_queries(3):
        reader.get("/en/search/like/xxw-2031-05/1/1/")
    with django_assert_num_queries(3):
        reader.get("/en/search/feed.json?q=bread")
    with django_assert_num_queries(4):
        reader.get("/en/search/feed.json?q=bread&domain=1&level=national")


def test_what_somebody_types_cannot_become_part_of_the_page(reader: Client, world: Sequence[Publication]) -> None:
    tree = page(reader, '/en/search/?q="><script>alert(1)</script>&kind=<b>x')

    assert tree.cssselect("main script, main b") == []


def test_no_total_of_a_place_and_no_rank_stands_on_the_page(reader: Client, world: Sequence[Publication]) -> None:
    """The only number is that of all findings; hits carry neither a number of their own nor a score."""
    tree = page(reader, BREAD)

    assert tree.cssselect("ol.found-findings[start], ol.found-findings li[value]") == []
    assert "score" not in str(tree.text_content()).casefold()
    assert [one.get("class") for one in tree.cssselect("meter, progress")] == []
