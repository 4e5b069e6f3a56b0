from __future__ import annotations

import pytest
from django.test import Client
from lxml import html
from pytest_django import DjangoAssertNumQueries

from openmgi.core.profile import AnswerTrace
from openmgi.publications.actions import publish
from openmgi.publications.models import Publication
from tests.pages import page, texts
from tests.traced import ADDRESS, CARE, SLUG, answer, finding, quote, text, traced_profile

pytestmark = pytest.mark.usefixtures("loaded")
PAGE = f"/en/profiles/{SLUG}/"


@pytest.fixture
def westria(loaded: None) -> Publication:
    """A profile whose findings carry their trace, published."""
    return publish(profile=traced_profile(), by="Amina")


def shown(reader: Client, *answers: AnswerTrace, language: str = "en") -> html.HtmlElement:
    """The only finding of a profile, which rests on these answers."""
    well = finding("Care is open.", "Les soins sont ouverts.", *answers)
    domain = {"number": 1, "name": {"en": "Rights", "fr": "Droits"}, "well_developed": [well]}
    publish(profile=traced_profile(domains=[domain]), by="Amina")
    return page(reader, f"/{language}/profiles/{SLUG}/").cssselect("#finding-1-well_developed-1")[0]


def test_each_finding_says_where_it_comes_from_or_that_nobody_knows(reader: Client, westria: Publication) -> None:
    items = page(reader, PAGE).cssselect(".findings li")

    assert [texts(one, "details.trace > summary, .untraced") for one in items] == [
        ["Where this comes from 1.1"],
        ["Where this comes from 1.1"],
        ["Where this comes from 1.3"],
        ["Not traceable to a source"],
    ]


def test_a_trace_is_folded_until_it_is_opened_without_any_script(reader: Client, westria: Publication) -> None:
    assert [one.get("open") for one in page(reader, PAGE).cssselect("details.trace")] == [None] * 3


def test_a_trace_leads_from_question_and_answer_to_the_words_and_their_file(
    reader: Client, westria: Publication
) -> None:
    item = page(reader, PAGE).cssselect("#finding-1-well_developed-1")[0]
    sha256 = quote().file_sha256

    assert texts(item, ".answer > p") == [
        "1.1 Do all have access to health care?",
        "Yes, all The Act names every person.",
    ]
    assert texts(item, "blockquote") == [CARE]
    assert texts(item, "figcaption > *") == [
        "Act on Foreigners", "1 February 2029", "Article 1", "p. 11", "laws.example.org", f"SHA-256 {sha256[:12]}",
    ]  # fmt: skip
    assert item.cssselect("figcaption code")[0].get("title") == sha256
    assert [(one.get("href"), one.get("rel")) for one in item.cssselect("figcaption a")] == [(ADDRESS, "noreferrer")]


def test_of_what_was_not_found_a_trace_says_where_one_looked(reader: Client, westria: Publication) -> None:
    item = page(reader, PAGE).cssselect("#finding-1-potential-1")[0]

    assert texts(item, ".answer > p") == [
        "1.3 Is there a strategy?",
        "No",
        "Where one looked The Gazette of four years.",
    ]
    assert item.cssselect("figure") == []


def test_a_finding_may_rest_on_several_answers_and_each_on_several_quotes(reader: Client) -> None:
    item = shown(reader, answer(quote(), quote()), answer(quote(), indicator="1.2"))

    assert texts(item, "summary") == ["Where this comes from 1.1 1.2"]
    assert [len(one.cssselect("blockquote")) for one in item.cssselect(".answer")] == [2, 1]


def test_words_in_another_language_than_the_page_say_so(reader: Client) -> None:
    item = shown(reader, answer(quote(), justification=text("The Act.")), language="fr")

    assert texts(item, ".asked, .answer strong") == ["1.1 Tous ont-ils accès aux soins ?", "Oui, tous"]
    assert [(one.get("lang"), one.get("dir")) for one in item.cssselect("p span[lang]")] == [("en", "ltr")]
    assert [(one.get("lang"), one.get("dir")) for one in item.cssselect("blockquote, cite")] == [("en", "auto")] * 2


def test_a_quote_has_a_translation_for_those_who_do_not_read_its_language(reader: Client) -> None:
    translation = {"fr": "Toute personne a accès aux soins."}
    item = shown(reader, answer(quote(translation=translation)), language="fr")

    assert texts(item, "figure > p") == ["Traduction Toute personne a accès aux soins."]


def test_a_quote_needs_no_translation_in_its_own_language(reader: Client) -> None:
    item = shown(reader, answer(quote(translation={"fr": "Toute personne a accès aux soins."})))

    assert item.cssselect("figure > p") == []


def test_a_quote_of_which_less_is_known_shows_less(reader: Client) -> None:
    bare = quote(language=None, adopted="", heading="", page="", address="")
    item = shown(reader, answer(bare, justification=None))

    assert texts(item, "figcaption > *") == ["Act on Foreigners", f"SHA-256 {bare.file_sha256[:12]}"]
    assert [one.get("lang") for one in item.cssselect("blockquote, cite")] == [None, None]


@pytest.mark.parametrize("address", ["javascript:alert(1)", "http://", "Shelf 4 of the archive"])
def test_an_address_that_is_not_on_the_web_is_no_link(reader: Client, address: str) -> None:
    item = shown(reader, answer(quote(address=address)))

    assert texts(item, "figcaption bdi") == ["Article 1", address]
    assert item.cssselect("figcaption a") == []


def test_words_of_a_document_that_look_like_code_are_only_words(reader: Client) -> None:
    attack = "<script>alert(1)</script>"
    item = shown(reader, answer(quote(reading=attack, document=attack, heading=attack)))

    assert texts(item, "blockquote, cite, figcaption bdi") == [attack] * 3
    assert item.cssselect("script") == []


def test_the_profile_says_how_it_was_made_by_whom_and_in_spite_of_what(reader: Client, westria: Publication) -> None:
    made = page(reader, PAGE).cssselect("section.made")[0]

    assert texts(made, "p")[:3] == ["Two people answered.", "A third compared.", "Question set questions-1"]
    assert texts(made, "li") == ["Nadia Orlova", "ليلى حداد", "The minister changed on that day. sign_off"]


def test_a_profile_that_says_nothing_of_how_it_was_made_has_no_such_section(
    reader: Client, velmora: Publication
) -> None:
    assert page(reader, "/en/profiles/xxv-2025-03/").cssselect("section.made") == []


def test_a_trace_is_said_in_the_language_of_each_page(reader: Client, westria: Publication) -> None:
    summaries = [texts(page(reader, f"/{language}/profiles/{SLUG}/"), ".asked")[0] for language in ("en", "fr", "en")]

    assert summaries == [
        "1.1 Do all have access to health care?",
        "1.1 Tous ont-ils accès aux soins ?",
        "1.1 Do all have access to health care?",
    ]


def test_traces_cost_no_query(
    reader: Client, westria: Publication, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(2):
        reader.get(PAGE)
