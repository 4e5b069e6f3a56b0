"""The profile of the demonstration that answers the thirty items of SDG indicator 10.7.2: what it tells, and what
pages make of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import yaml
from click.testing import Result
from django.conf import settings
from django.test import Client

from openmgi.core.answers import lacks
from openmgi.core.edition import Edition
from openmgi.core.findings import abbreviations_defined, warnings, word_count
from openmgi.core.glossary import Glossary
from openmgi.core.judgement import judgements
from openmgi.core.profile import KINDS
from openmgi.core.quotes import Pages, find
from openmgi.core.sdg1072 import OVERALL, country_scores
from openmgi.core.text import Names
from openmgi.library.actions.loading import load_edition
from openmgi.library.areas import country_rows
from openmgi.library.extraction.media_type import named_type
from openmgi.library.extraction.reading import read
from openmgi.library.glossaries import read_glossary
from openmgi.publications.demo_items import ToldProfile, demo_folders, publish_told, read_told
from openmgi.publications.models import Publication
from openmgi.publications.tracing import follow
from tests.pages import page, texts

LANGUAGES = ("en", "fr", "es", "ar")
MOST_WORDS = 45  # of a finding, in any language

# Half-points as they were counted by hand from the answers, item a to item e; None where there is none.
BY_HAND: dict[str, list[int | None]] = {
    "PD_1": [2, 2, 1, 1, 1],  # 7 of 10, 70 per cent: partially meets
    "PD_2": [2, 0, 0, 0, 0],  # 2 of 10, 20 per cent: requires further progress
    "PD_3": [2, 2, 2, None, 2],  # 8 of 10, 80 per cent: meets
    "PD_4": [2, 0, 2, 0, 2],  # 6 of 10, 60 per cent: partially meets
    "PD_5": [2, 0, 0, 0, 2],  # 4 of 10, 40 per cent: partially meets
    "PD_6": [2, 2, 2, 2, 2],  # 10 of 10: fully meets
}  # together 37 of 60, 61.7 per cent: partially meets
CATEGORIES = {OVERALL: 2, "PD_1": 2, "PD_2": 1, "PD_3": 3, "PD_4": 2, "PD_5": 2, "PD_6": 4}
NAMES = {1: "Requires further progress", 2: "Partially meets", 3: "Meets", 4: "Fully meets"}


@pytest.fixture(scope="module")
def told() -> ToldProfile:
    [folder] = demo_folders()
    return read_told(folder)


@pytest.fixture(scope="module")
def items(reference_sets: dict[str, Edition], told: ToldProfile) -> Edition:
    return reference_sets[told.question_set]


@pytest.fixture
def arvala(loaded: None, items: Edition) -> Publication:
    """The profile, as the demonstration publishes it."""
    load_edition(spec=items)
    published = publish_told(demo_folders()[0], by="Amina")
    assert published is not None
    return published


def test_each_item_has_an_answer_that_lacks_nothing_and_one_has_none(told: ToldProfile, items: Edition) -> None:
    missing = {}
    for item in items.indicators():
        one = told.answers()[item.code]
        values = {"option": one.option, "justification": one.justification, "looked": one.looked}
        missing[item.code] = lacks(item, values, len(one.quotes))  # type: ignore[arg-type]

    assert list(told.answers()) == [one.code for one in items.indicators()]
    assert {code: what for code, what in missing.items() if what} == {"3d": ["option"]}


def test_its_findings_rest_on_every_item_once(told: ToldProfile) -> None:
    found = [
        code for domain in told.domains for kind in KINDS for one in domain.findings[kind] for code in one.indicators
    ]

    assert sorted(found) == sorted(told.answers())
    assert all(domain.findings[kind] for domain in told.domains for kind in KINDS)


def everything(told: ToldProfile) -> Iterator[Names]:
    """Every text that readers see in their own language."""
    yield from (told.title, told.source["statement"], told.method, told.introduction, told.place.name)
    yield from (one.text for domain in told.domains for kind in KINDS for one in domain.findings[kind])


def test_every_text_is_there_in_every_language_and_every_quote_in_all_but_its_own(told: ToldProfile) -> None:
    quotes = [one for answer in told.answers().values() for one in answer.quotes]

    assert [text for text in everything(told) if tuple(text) != LANGUAGES] == []
    assert [one.words for one in quotes if tuple(one.translation) != ("en", "fr", "ar")] == []


def test_it_says_in_every_language_that_the_country_is_invented(told: ToldProfile) -> None:
    said = {"en": "invented country", "fr": "pays inventé", "es": "país inventado", "ar": "بلد خيالي"}

    for language, words in said.items():
        assert words in told.title[language]
        assert words in told.introduction[language]
    assert told.place.country not in {row["alpha3"] for row in country_rows()}


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_finding_judges_or_is_longer_than_its_readers_bear(told: ToldProfile, language: str) -> None:
    findings = [one.text[language] for domain in told.domains for kind in KINDS for one in domain.findings[kind]]

    assert [one for one in findings if judgements(one, language) or word_count(one) > MOST_WORDS] == []


def test_an_editor_is_warned_of_nothing(told: ToldProfile) -> None:
    for domain in told.domains:
        known: set[str] = set()
        for kind in KINDS:
            for one in domain.findings[kind]:
                assert warnings(one.text["en"], "en", kind, known) == [], one.text["en"]
                known |= abbreviations_defined(one.text["en"])


@pytest.mark.parametrize("language", LANGUAGES[1:])
def test_the_glossary_warns_of_no_translation(told: ToldProfile, items: Edition, language: str) -> None:
    glossary = Glossary(
        "en", language, read_glossary(settings.DATA_DIR / "frameworks" / items.framework / "glossary.yaml")
    )
    quotes = [one.translation for answer in told.answers().values() for one in answer.quotes]
    pairs = [one for one in [*everything(told), *quotes] if language in one]

    assert any(glossary.terms_in(one["en"]) for one in pairs)
    assert [warning for one in pairs for warning in glossary.check(one["en"], one[language])] == []


@pytest.fixture(scope="module")
def documents() -> dict[str, Pages]:
    """What each document says, by its title, as the library reads it."""
    folder = demo_folders()[0] / "documents"
    listed = yaml.safe_load((folder / "list.yaml").read_text(encoding="utf-8"))["documents"]
    return {one["title"]: pages_of(folder / one["file"]) for one in listed}


def pages_of(file: Path) -> Pages:
    return Pages([one.text for one in read(file, named_type(file.name))])


def test_every_quote_stands_once_in_its_document_and_every_document_is_quoted(
    told: ToldProfile, documents: dict[str, Pages]
) -> None:
    quotes = [one for answer in told.answers().values() for one in answer.quotes]

    assert [one.words for one in quotes if len(find(documents[one.title], one.words)) != 1] == []
    assert {one.title for one in quotes} == set(documents)


def test_every_document_says_at_its_top_that_its_country_does_not_exist(documents: dict[str, Pages]) -> None:
    tops = {title: " ".join(" ".join(pages).split())[:300] for title, pages in documents.items()}

    assert [title for title, top in tops.items() if "un país que no existe" not in top] == []


def test_its_answers_compute_to_the_categories_that_were_worked_out_by_hand(told: ToldProfile, items: Edition) -> None:
    points: dict[str, list[int | None]] = {}
    for domain in items.domains:
        for item in domain.indicators():
            option = next(one for one in item.options if one.code == told.answers()[item.code].option)
            found = option.half_points if option.kind == "answer" else None
            points.setdefault(f"PD_{domain.number}", []).append(found)

    assert points == BY_HAND
    assert {domain: one.category for domain, one in country_scores(points).items()} == CATEGORIES


def test_every_finding_leads_to_the_words_of_a_file_or_to_where_one_looked(
    arvala: Publication, told: ToldProfile, run: Callable[..., Result]
) -> None:
    found = follow(arvala)

    assert {one.state for one in found} == {"holds"}
    assert sum(one.quotes for one in found) == sum(len(one.quotes) for one in told.answers().values())
    assert run("publication", "trace", "--all").stdout.splitlines()[-1] == (
        f"traced: {len(found)}, of these not holding: 0; not traceable: 0"
    )


def test_the_demonstration_publishes_it_once(loaded: None, items: Edition, run: Callable[..., Result]) -> None:
    load_edition(spec=items)
    first, again = run("demo"), run("demo")

    assert (first.exit_code, again.exit_code) == (0, 0)
    assert [one.slug for one in Publication.objects.order_by("slug")] == ["ken-mombasa-2022-11", "xxa-2026-05"]


def test_without_its_question_set_it_is_not_published(loaded: None) -> None:
    assert publish_told(demo_folders()[0], by="Amina") is None


def test_its_country_page_shows_the_categories_and_that_there_are_no_official_data(
    arvala: Publication, reader: Client
) -> None:
    tree = page(reader, "/en/sdg-10-7-2/XXA/")

    assert texts(tree, ".tag") == ["Invented country"]
    assert texts(tree, ".official p") == ["There are none: the country does not exist."]
    [apart] = tree.cssselect(".apart")
    assert texts(apart, "tbody td") == [NAMES[one] for one in CATEGORIES.values()]
    assert texts(apart, ".statement") == [
        "Not official data: the official method, applied to the answers of a profile that was published here. "
        "Nothing was reported with which it could be compared."
    ]
    assert texts(apart, "p:has(> .code:last-child)")[0].endswith("counts as no: 3d")


def test_each_item_says_why_and_quotes_with_a_translation_for_those_who_need_one(
    arvala: Publication, reader: Client
) -> None:
    first = page(reader, "/fr/sdg-10-7-2/XXA/").cssselect(".answer")[0]

    assert [one.get("lang") for one in first.cssselect("blockquote")] == ["es"]
    assert texts(first, "figure p")[0].startswith("Traduction Toute personne qui se trouve en Arvala")
    assert page(reader, "/es/sdg-10-7-2/XXA/").cssselect(".answer figure p") == []
    third = page(reader, "/en/sdg-10-7-2/XXA/").cssselect(".answer")[6]
    assert texts(third, "p")[1:] == [
        "No A draft strategy was presented in 2022 and has not been adopted.",
        "Where one looked Official Gazette 2013 to 2026; website of the Migration Service.",
    ]


def test_the_overview_counts_it_among_invented_countries_alone(arvala: Publication, reader: Client) -> None:
    tree = page(reader, "/en/sdg-10-7-2/")

    [apart] = tree.cssselect(".apart")
    [table] = apart.cssselect("table")
    [row] = table.cssselect("tbody tr")
    assert texts(row, "th, td") == [
        "All invented countries", "0/1", "0/1", "0/1", "1/1", "0/1", "0/1", "1/1", "Arvala (May 2026)",
    ]  # fmt: skip
    assert "No published profile of a country answers the thirty items yet." in texts(apart, "p")


def test_its_pages_are_there_in_every_language(arvala: Publication, reader: Client) -> None:
    for language, name in arvala.place_name.items():
        for address in ("sdg-10-7-2/", "sdg-10-7-2/XXA/", "profiles/xxa-2026-05/"):
            tree = page(reader, f"/{language}/{address}")
            assert (tree.get("lang"), name in " ".join(texts(tree, "main"))) == (language, True)
