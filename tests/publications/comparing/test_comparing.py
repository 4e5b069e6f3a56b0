"""Profiles can be compared: places side by side in alphabetical order, editions of one place with what changed."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from lxml import html

from openmgi.core.profile import Profile
from openmgi.core.text import Text
from openmgi.library.actions.loading import load_edition, load_framework
from openmgi.publications.actions import publish
from openmgi.publications.models import Publication
from tests.core.answered import AFTER, BEFORE, profile
from tests.core.editions import small_framework
from tests.pages import page, texts

pytestmark = pytest.mark.django_db
OTHER: dict[str, Any] = {"name": {"en": "Arvala"}, "country": "XXA", "country_name": {"en": "Arvala"}, "code": "XXA"}


@pytest.fixture(autouse=True)
def sets(db: None) -> None:
    """The two small editions, the later one linked to the earlier."""
    load_framework(spec=small_framework())
    load_edition(spec=BEFORE)
    load_edition(spec=AFTER)


def published(one: Profile, correction: str = "", **changes: Any) -> Publication:
    return publish(profile=one.model_copy(update=changes), by="Grace", correction=correction)


def compared(reader: Client, *keys: str, only: str = "", language: str = "en") -> html.HtmlElement:
    query = "&".join([*(f"profile={key}" for key in keys), *([f"only={only}"] if only else [])])
    return page(reader, f"/{language}/compare/?{query}")


def rows(tree: html.HtmlElement) -> list[list[str]]:
    """Each question with its answers, and what changed."""
    found = []
    for row in tree.cssselect(".answers tbody tr"):
        cells = [" ".join(texts(cell, "td > p, td > .change")) for cell in row.cssselect("td")]
        found.append([*texts(row, "th .code"), *cells])
    return found


def test_where_nothing_is_published_there_is_nothing_to_choose(reader: Client) -> None:
    tree = compared(reader)

    assert (tree.cssselect("select"), texts(tree, ".choose p")) == ([], ["No profile has been published yet."])


def test_nothing_is_chosen_at_first(reader: Client) -> None:
    published(profile())
    published(profile(**OTHER))
    tree = compared(reader)

    assert texts(tree, "h2") == ["Choose a profile"]
    assert texts(tree, "#profile option") == texts(tree, "#other option")
    assert texts(tree, "#profile option") == [
        "Choose…",
        "Arvala · May 2031 · Invented country",
        "Velmora · May 2031 · Invented country",
    ]
    assert [one.get("value") for one in tree.cssselect("#profile option")] == ["", "xxa-2031-05", "xxv-2031-05"]


def test_what_was_chosen_stays_and_can_be_removed(reader: Client) -> None:
    published(profile())
    published(profile(**OTHER))
    tree = compared(reader, "xxv-2031-05")

    assert [one.get("value") for one in tree.cssselect("input[name=profile]")] == ["xxv-2031-05"]
    assert [one.get("href") for one in tree.cssselect(".remove")] == ["/en/compare/?"]
    assert tree.cssselect(".answers") == []


def test_places_stand_in_alphabetical_order_whatever_they_answer(reader: Client) -> None:
    published(profile(options={"1.A1": "absent"}))
    published(profile(**OTHER))
    for keys in (("xxv-2031-05", "xxa-2031-05"), ("xxa-2031-05", "xxv-2031-05")):
        tree = compared(reader, *keys)

        heads = texts(tree.cssselect(".answers")[0], "thead th")
        assert heads == ["Question", "Arvala May 2031", "Velmora May 2031"]
        assert rows(tree)[0] == ["1.A1", "complete", "absent"]


def test_findings_stand_side_by_side(reader: Client) -> None:
    published(profile())
    published(profile(quotes={"1.A2": ("Wells.",)}, **OTHER))
    tree = compared(reader, "xxv-2031-05", "xxa-2031-05")

    assert texts(tree, ".beside .findings.well_developed li") == ["Something on 1.A2.", "Something on 1.A1."]
    assert texts(tree, ".beside .none") == ["The profile names none in this domain."] * 2


def test_two_editions_of_a_place_say_what_changed(reader: Client) -> None:
    published(profile("small-1", {"1.A1": "absent", "1.B1": "absent"}))
    published(profile("small-2", {"1.A2": "not_answered"}), edition="2034-02")
    tree = compared(reader, "xxv-2031-05", "xxv-2034-02")

    assert texts(tree, ".legend dt") == [
        "Policy changed",
        "Question changed",
        "Corrected",
        "New evidence",
        "Not comparable",
        "No change",
    ]
    assert rows(tree) == [
        ["1.A1", "absent", "complete", "Policy changed"],
        ["1.A2", "complete", "not_answered", "Not comparable"],
        ["1.B1", "absent", "complete", "Question changed"],
        ["1.B2", "1.B1 absent", "complete", "Question changed"],
        ["1.B3", "1.B2 complete 1.B3 complete", "complete", "Question changed"],
        ["1.B5", "not asked", "complete", "Not comparable"],
        ["1.B4", "complete", "not asked", "Not comparable"],
        ["2.A1", "complete", "complete", "Question changed"],
    ]
    assert texts(tree, ".answers th .tag") == [
        "Reworded, same meaning",
        "Split from one question",
        "Split from one question",
        "Merged from several",
        "New question",
        "No longer asked",
        "Other criteria",
    ]


def test_the_same_answer_with_other_quotes_shows_the_new_ones(reader: Client) -> None:
    published(profile())
    published(profile(quotes={"1.A1": ("Bread is free.",)}), edition="2034-02")
    tree = compared(reader, "xxv-2031-05", "xxv-2034-02", only="differences")

    assert [(row[0], row[-1]) for row in rows(tree)] == [("1.A1", "New evidence")]
    assert texts(tree, ".answers blockquote") == ["Bread is free."]


def test_two_versions_of_a_profile_show_what_was_corrected(reader: Client) -> None:
    published(profile(options={"1.A1": "absent"}))
    published(profile(), correction="An act was overlooked.")
    tree = compared(reader, "xxv-2031-05", "xxv-2031-05/v1", only="differences")

    assert rows(tree) == [["1.A1", "absent", "complete", "Corrected"]]
    heads = texts(tree.cssselect(".answers")[0], "thead th")
    assert heads[1:3] == ["Velmora May 2031 · version 1", "Velmora May 2031 · version 2"]


def test_other_editions_and_versions_of_a_place_are_offered(reader: Client) -> None:
    published(profile(options={"1.A1": "absent"}))
    published(profile(), correction="An act was overlooked.")
    published(profile("small-2"), edition="2034-02")
    published(profile(**OTHER))
    tree = compared(reader, "xxv-2034-02")

    assert [(one.text_content(), one.get("href")) for one in tree.cssselect(".choose .plain a")] == [
        (
            "Add Velmora, May 2031 (version 1, corrected since)",
            "/en/compare/?profile=xxv-2034-02&profile=xxv-2031-05%2Fv1",
        ),
        ("Add Velmora, May 2031", "/en/compare/?profile=xxv-2034-02&profile=xxv-2031-05"),
    ]


def test_only_what_differs_can_be_shown(reader: Client) -> None:
    published(profile(options={"1.B2": "absent"}))
    published(profile(**OTHER))
    tree = compared(reader, "xxv-2031-05", "xxa-2031-05", only="differences")

    assert rows(tree) == [["1.B2", "complete", "absent"]]
    assert "Show everything" in texts(tree, "main a")


TWO = {"1.A1": ("Everyone has bread.",), "1.A2": ("Wells.",)}


def test_of_findings_too_only_those_that_differ_are_shown(reader: Client) -> None:
    published(profile())
    published(profile(quotes=TWO), correction="A well was overlooked.")
    tree = compared(reader, "xxv-2031-05/v1", "xxv-2031-05", only="differences")

    assert texts(tree, ".compared h3") == ["Well-developed areas", "Questions and answers"]
    assert texts(tree, ".beside > div > :last-child") == ["None that differs.", "Something on 1.A2."]


def test_a_domain_in_which_nothing_changed_is_one_line(reader: Client) -> None:
    published(profile(options={"1.A1": "absent"}))
    published(profile(), correction="An act was overlooked.")
    tree = compared(reader, "xxv-2031-05/v1", "xxv-2031-05", only="differences")

    assert texts(tree, ".compared")[0].startswith("1")
    assert texts(tree, "#domain-1 .beside") == []
    assert texts(tree, "#domain-2") == ["2Domain 2 Nothing changed."]


def test_between_places_a_domain_without_a_difference_says_so(reader: Client) -> None:
    published(profile(options={"1.A1": "absent"}))
    published(profile(**OTHER))
    tree = compared(reader, "xxv-2031-05", "xxa-2031-05", only="differences")

    assert texts(tree, "#domain-2") == ["2Domain 2 No difference."]


def test_of_one_place_a_domain_in_which_nothing_changed_is_folded(reader: Client) -> None:
    published(profile(options={"1.A1": "absent"}))
    published(profile(), correction="An act was overlooked.")
    tree = compared(reader, "xxv-2031-05/v1", "xxv-2031-05")

    assert texts(tree, ".compared > details > summary") == ["Nothing changed: show findings and answers"]
    assert len(tree.cssselect("#domain-2 > details .answers")) == 1
    assert tree.cssselect("#domain-1 > details") == []


def test_a_finding_in_other_languages_is_the_same_where_one_language_says_so(reader: Client) -> None:
    one = profile()
    said = Text.written("en", {"en": "Something on 1.A1.", "fr": "Sur 1.A1."}).model_dump(mode="json")
    told = one.model_dump(mode="json") | {"languages": ["en", "fr"], "title": said}
    for found in (finding for domain in told["domains"] for finding in domain["well_developed"]):
        found["text"] = said
    published(one)
    published(Profile.model_validate(told), edition="2034-02")
    tree = compared(reader, "xxv-2031-05", "xxv-2034-02", only="differences")

    assert tree.cssselect(".beside") == []


def test_the_reasons_for_a_correction_stand_at_the_top(reader: Client) -> None:
    published(profile())
    published(profile(quotes=TWO), correction="A well was overlooked.")
    published(profile(options={"1.A1": "absent"}), correction="Bread is dear.")
    published(profile(**OTHER))
    tree = compared(reader, "xxv-2031-05/v1", "xxv-2031-05")

    assert texts(tree, ".corrections li") == [
        "Why version 2 replaced version 1: A well was overlooked.",
        "Why version 3 replaced version 2: Bread is dear.",
    ]
    last = compared(reader, "xxv-2031-05/v2", "xxv-2031-05")
    assert texts(last, ".corrections li") == ["Why version 3 replaced version 2: Bread is dear."]
    assert compared(reader, "xxv-2031-05", "xxa-2031-05").cssselect(".corrections") == []


def test_sets_that_nobody_linked_are_said_not_to_be_comparable(reader: Client) -> None:
    published(profile("small-1"))
    published(profile("other", {"1.A1": "complete"}, **OTHER))
    tree = compared(reader, "xxv-2031-05", "xxa-2031-05")

    assert texts(tree, ".notice")[0].startswith("These profiles answer different sets of questions.")
    assert rows(tree)[-1] != ["1.A1", "complete", "complete"]


def test_a_profile_without_answers_says_so(reader: Client, mombasa: Publication) -> None:
    published(profile())
    tree = compared(reader, "xxv-2031-05", mombasa.slug)

    wanted = "Mombasa, November 2022: only findings are published, no answers to questions."
    assert [text.removeprefix("County of ") for text in texts(tree, ".notice")] == [wanted]


@pytest.mark.parametrize("key", ["nowhere", "xxv-2031-05/v9", "xxv-2031-05/v999999999", "a/b/c", "%00", "x" * 400])
def test_what_is_not_published_is_named(reader: Client, key: str) -> None:
    published(profile())
    tree = compared(reader, "xxv-2031-05", key)

    assert len(texts(tree, ".notice")) == 1
    assert texts(tree, ".notice")[0].startswith("No profile is published as “")
    assert len(tree.cssselect(".chosen li")) == 1


def test_four_fit_and_a_fifth_is_said_to_be_left_out(reader: Client) -> None:
    slugs = [published(profile(), edition=f"203{year}-05").slug for year in range(5)]
    tree = compared(reader, *slugs)

    assert len(tree.cssselect(".chosen li")) == 4
    assert texts(tree, ".notice") == ["At most 4 profiles fit side by side; the others are left out."]
    assert tree.cssselect("select") == []


def test_a_profile_that_is_named_twice_stands_there_once(reader: Client) -> None:
    published(profile())

    assert len(compared(reader, "xxv-2031-05", "xxv-2031-05", "xxv-2031-05/v1").cssselect(".chosen li")) == 1


def test_a_text_in_another_language_is_marked(reader: Client) -> None:
    published(profile())
    published(profile(**OTHER))
    tree = compared(reader, "xxv-2031-05", "xxa-2031-05", language="ar")

    assert [one.get("lang") for one in tree.cssselect(".beside .findings li span")] == ["en", "en"]
    assert {one.get("lang") for one in tree.cssselect(".answers th[scope=row] > span:not(.code)")} == {"en"}


def test_many_profiles_cost_no_more_queries_than_a_few(reader: Client) -> None:
    published(profile("small-1"))
    published(profile("small-2"), edition="2034-02")
    compared(reader, "xxv-2031-05", "xxv-2034-02")  # reads the two sets, once for all
    asked = []
    for years in (range(40, 41), range(41, 60)):
        for year in years:
            published(profile(), edition=f"20{year}-01")
        with CaptureQueriesContext(connection) as queries:
            compared(reader, "xxv-2031-05", "xxv-2034-02")
        asked.append(len(queries))

    assert asked == [6, 6]


def test_a_comparison_is_only_read(reader: Client) -> None:
    assert reader.post("/en/compare/").status_code == 405


def test_what_is_published_can_be_chosen_at_once(reader: Client) -> None:
    published(profile())
    assert len(compared(reader).cssselect("#profile option")) == 2
    published(profile(), edition="2034-02")
    published(profile(**OTHER))

    assert [one.get("value") for one in compared(reader).cssselect("#profile option")] == [
        "",
        "xxa-2031-05",
        "xxv-2031-05",
        "xxv-2034-02",
    ]
    assert texts(compared(reader, language="fr"), "#profile option")[1].startswith("Arvala · mai 2031")
