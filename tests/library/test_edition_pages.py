"""The pages of frameworks and editions: what stands on them, in every language, and the files they offer."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from typing import Any

import openpyxl
import pytest
import yaml
from django.conf import settings
from django.test import Client
from lxml import html
from pytest_django import DjangoAssertNumQueries
from pyxform.xls2xform import convert

from openmgi.core.edition import Edition as EditionSpec
from openmgi.core.edition import as_data
from openmgi.core.framework import Framework
from openmgi.core.parsing import parse_edition
from openmgi.library.actions.loading import load_edition, load_framework
from openmgi.library.models import Edition
from tests.core.editions import parsed, small_framework, two_editions
from tests.pages import page, texts

LANGUAGES = [code for code, _ in settings.LANGUAGES]
SET = "openmgi-national-1"
PAGES = ["", f"{SET}/", f"{SET}/whole/", f"{SET}/search/", f"{SET}/sdg-10-7-2/", f"{SET}/global-compact/",
         f"{SET}/domains/2/", f"{SET}/domains/2/A/", f"{SET}/indicators/2.A1/"]  # fmt: skip


@pytest.fixture
def national(loaded: None, reference_sets: dict[str, EditionSpec]) -> Edition:
    """The national reference set and the official items of SDG 10.7.2, as after set-up."""
    for code in (SET, "sdg-10.7.2"):
        load_edition(spec=reference_sets[code])
    return Edition.objects.get(code=SET)


@pytest.fixture
def pair(db: None) -> list[Edition]:
    """Two editions of a small framework, the second of which follows the first."""
    load_framework(spec=small_framework())
    return [load_edition(spec=parsed(files))[0] for files in two_editions()]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("address", PAGES)
def test_a_page_is_there_in_every_language(reader: Client, national: Edition, language: str, address: str) -> None:
    tree = page(reader, f"/{language}/frameworks/{address}")

    assert (tree.get("lang"), tree.get("dir")) == (language, "rtl" if language == "ar" else "ltr")
    assert len(tree.cssselect("h1")) == 1
    assert tree.findtext(".//title", "").endswith(" – OpenMGI")
    assert reader.post(f"/{language}/frameworks/{address}").status_code in {403, 405}


@pytest.mark.parametrize(
    "address",
    ["nothing/", f"{SET}/domains/7/", f"{SET}/domains/1/Z/", f"{SET}/indicators/9.Z9/", "nothing/indicators/1.A1/"],
)
def test_what_does_not_exist_is_not_found(reader: Client, national: Edition, address: str) -> None:
    assert reader.get(f"/en/frameworks/{address}").status_code == 404


def test_editions_are_listed_below_their_framework_with_size_and_languages(reader: Client, national: Edition) -> None:
    tree = page(reader, "/en/frameworks/")

    assert texts(tree, ".cards a") == ["OpenMGI national reference set, edition 1", "SDG indicator 10.7.2"]
    assert texts(tree, ".cards li:first-child .facts") == [
        "National · November 2026 · 90 indicators",
        "English · Français · Español · العربية (questions only)",
    ]


def test_without_a_framework_the_list_says_so(reader: Client, db: None) -> None:
    assert texts(page(reader, "/en/frameworks/"), "main p")[1:] == ["No framework is loaded yet."]


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_the_database_as_often_for_one_edition_as_for_three(
    reader: Client, pair: list[Edition], django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    Edition.objects.exclude(code="small-1").delete()
    for number in range(1, count):
        load_edition(spec=parsed(two_editions()[0]).model_copy(update={"code": f"more-{number}"}))
    page(reader, "/en/frameworks/")  # parses what has not been parsed

    with django_assert_num_queries(2):
        assert len(page(reader, "/en/frameworks/").cssselect(".cards li")) == count


def test_an_edition_says_that_it_is_not_ioms(reader: Client, national: Edition) -> None:
    for address in ("", "whole/"):
        assert "not the questionnaire" in texts(page(reader, f"/en/frameworks/{SET}/{address}"), ".statement")[0]


def test_an_edition_shows_its_domains_topics_and_files(reader: Client, national: Edition) -> None:
    tree = page(reader, f"/fr/frameworks/{SET}/")

    assert len(tree.cssselect(".domain-cards section")) == 6
    assert len(tree.cssselect(".domain-cards li")) == sum(len(domain.topics) for domain in national.spec.domains)
    assert texts(tree, ".downloads a") == ["XLSX", "YAML", "JSON", "CSV", "XLSForm"]
    assert all(reader.get(link.get("href")).status_code == 200 for link in tree.cssselect(".downloads a"))


def test_a_topic_shows_its_indicators_with_all_options(reader: Client, national: Edition) -> None:
    tree = page(reader, f"/en/frameworks/{SET}/domains/2/A/")
    topic = national.spec.domains[1].topics[0]

    assert texts(tree, "h2.question a") == [one.code for one in topic.indicators]
    assert texts(tree, "#indicator-2\\.A1 + .options dt") == [
        "Absent", "Partial", "Complete", "Not applicable", "Not answered",
    ]  # fmt: skip


def test_an_indicator_shows_criteria_guidance_terms_and_links(reader: Client, national: Edition) -> None:
    indicator = national.spec.indicator("1.A1")
    assert indicator is not None
    tree = page(reader, f"/es/frameworks/{SET}/indicators/1.A1/")

    assert texts(tree, "h1") == [indicator.question["es"]]
    assert texts(tree, ".options dd") == [option.criterion["es"] for option in indicator.options]
    assert texts(tree, ".guidance dd") == [indicator.guidance[part]["es"] for part in ("evidence", "where", "traps")]
    assert texts(tree, ".terms li") == list(indicator.terms["es"])
    assert [link.get("href") for link in tree.cssselect(".plain a")] == [
        "/es/frameworks/sdg-10.7.2/indicators/1a/",
        *(f"/es/frameworks/{SET}/global-compact/#objective-{number}" for number in indicator.gcm),
    ]
    assert [link.get("rel") for link in tree.cssselect(".neighbours a")] == ["next"]


def test_where_an_edition_does_not_exist_in_a_language_its_texts_are_marked(
    reader: Client, pair: list[Edition]
) -> None:
    tree = page(reader, "/ar/frameworks/small-2/indicators/1.A1/")

    assert [link.get("hreflang") for link in tree.cssselect("aside.notice a")] == ["en", "fr"]
    assert [(one.get("lang"), one.get("dir")) for one in tree.cssselect("h1 span")] == [("en", "ltr")]
    assert {one.get("lang") for one in tree.cssselect(".options span, .terms li")} == {"en"}
    assert [one.get("hreflang") for one in tree.cssselect("link[rel=alternate]")] == ["en", "fr", "x-default"]


def test_where_only_the_questions_exist_in_a_language_criteria_and_guidance_are_marked(
    reader: Client, national: Edition
) -> None:
    tree = page(reader, f"/ar/frameworks/{SET}/indicators/1.A1/")
    answers = tree.cssselect(".options .answer")

    assert len(tree.cssselect("aside.notice p")) == 1
    assert tree.cssselect("h1 span, .options dt span, .options .not_applicable span") == []
    assert [[one.get("lang") for one in option.cssselect("dd span")] for option in answers] == [["en"]] * 3
    assert {(one.get("lang"), one.get("dir")) for one in tree.cssselect(".guidance dd span, .terms li")} == {
        ("en", "ltr")
    }
    assert [one.get("hreflang") for one in tree.cssselect("link[rel=alternate]")] == [
        "en", "fr", "es", "ar", "x-default",
    ]  # fmt: skip


def test_an_edition_says_in_which_languages_it_has_the_questions_only(reader: Client, national: Edition) -> None:
    for address in (f"/en/frameworks/{SET}/", "/en/frameworks/"):
        words = " ".join(page(reader, address).text_content().split())

        assert "العربية (questions only)" in words


def test_the_csv_has_the_questions_of_a_language_without_criteria(reader: Client, national: Edition) -> None:
    rows = csv.DictReader(io.StringIO(file_of(reader, national, "edition.csv").decode("utf-8-sig")))
    arabic = [one for one in rows if one["language"] == "ar"]

    assert (len(arabic), {one["criterion_absent"] for one in arabic}) == (90, {""})
    assert all(one["question"].endswith("؟") for one in arabic)


def test_names_that_exist_in_a_language_are_not_marked(reader: Client, national: Edition) -> None:
    tree = page(reader, f"/ar/frameworks/{SET}/")

    assert tree.cssselect(".domain-cards li span[lang]") == []
    assert tree.cssselect(".domain-cards h2 span[lang]") == []


@pytest.mark.parametrize(("language", "notices"), [("en", 0), ("fr", 1), ("es", 1)])
def test_a_translation_of_an_official_text_says_that_it_is_ours(
    reader: Client, national: Edition, language: str, notices: int
) -> None:
    assert len(page(reader, f"/{language}/frameworks/sdg-10.7.2/").cssselect("aside.notice")) == notices


def test_every_relation_is_shown_with_the_earlier_wording(reader: Client, pair: list[Edition]) -> None:
    found = {
        code: texts(page(reader, f"/en/frameworks/small-2/indicators/{code}/"), ".relation > p")
        for code in ("1.A1", "1.A2", "2.A1", "1.B2", "1.B3", "1.B5")
    }

    assert found == {
        "1.A1": ["Same question since “Small set”", "1.A1 Does an act name bread as a right of everyone?"],
        "1.A2": ["Reworded, same meaning since “Small set”", "1.A2 Is there a published plan for wells and pipes?"],
        "2.A1": [
            "Other criteria since “Small set”",
            "2.A1 Has the council appointed a keeper for its stores?",
            "Complete – A law says salt.",
        ],
        "1.B2": [
            "Split from one question since “Small set”",
            "One question for each oil.",
            "1.B1 Is oil oil?",
            "Absent – No law says oil.",
            "Complete – A law says oil.",
        ],
        "1.B3": ["Merged from several since “Small set”", "1.B2 Is fish fish?", "1.B3 Is rice rice?"],
        "1.B5": ["New question since “Small set”"],
    }


def test_an_earlier_indicator_shows_what_came_of_it_and_one_that_was_dropped_shows_nothing(
    reader: Client, pair: list[Edition]
) -> None:
    split = page(reader, "/en/frameworks/small-1/indicators/1.B1/")

    assert texts(split, ".relation li") == [
        "Split from one question 1.B1 Is olive oil olive oil?",
        "Split from one question 1.B2 Is palm oil palm oil?",
    ]
    assert page(reader, "/en/frameworks/small-1/indicators/1.B4/").cssselect(".relation") == []


def test_editions_name_the_one_before_and_the_one_after(reader: Client, pair: list[Edition]) -> None:
    before, after = page(reader, "/en/frameworks/small-1/"), page(reader, "/en/frameworks/small-2/")

    assert texts(before, "dl.facts div:last-child") == ["Followed bySmall set"]
    assert texts(after, "dl.facts div:last-child") == ["FollowsSmall set"]


def test_an_edition_whose_predecessor_is_not_loaded_is_shown_without_it(reader: Client, pair: list[Edition]) -> None:
    Edition.objects.get(code="small-1").delete()

    assert page(reader, "/en/frameworks/small-2/indicators/1.A1/").cssselect(".relation") == []


def test_search_marks_the_words_and_says_how_many_indicators_have_them(reader: Client, national: Edition) -> None:
    tree = page(reader, f"/en/frameworks/{SET}/search/?q=detention+alternat")
    hits = tree.cssselect(".hits li")

    assert texts(tree, "[role=status]") == ["1 indicator has all of these words."]
    assert texts(tree, ".hits a .code") == ["6.B1"]
    assert len(hits) == 1
    assert {mark.lower()[:6] for mark in texts(tree, ".hits mark")} <= {"detent", "altern"}
    assert tree.cssselect("input[name=q]")[0].get("value") == "detention alternat"


def test_search_for_nothing_finds_nothing_and_searches_safely(reader: Client, national: Edition) -> None:
    assert page(reader, f"/en/frameworks/{SET}/search/").cssselect(".hits li, [role=status]") == []
    response = reader.get(f"/en/frameworks/{SET}/search/", {"q": "<script>x" * 100})
    assert b"<script>x" not in response.content


def test_every_item_and_every_objective_leads_to_the_indicators_that_inform_it(
    reader: Client, national: Edition
) -> None:
    items = page(reader, f"/en/frameworks/{SET}/sdg-10-7-2/").cssselect(".linked")
    objectives = page(reader, f"/en/frameworks/{SET}/global-compact/").cssselect(".linked")

    assert (len(items), len(objectives)) == (30, 23)
    assert [one for one in (*items, *objectives) if not one.cssselect(".questions a")] == []
    first = [one.code for one in national.spec.indicators() if "1a" in one.sdg]
    assert [link.get("href").split("/")[-2] for link in items[0].cssselect(".questions a")] == first


def test_objectives_are_named_in_every_language(reader: Client, national: Edition) -> None:
    titles = {
        language: texts(page(reader, f"/{language}/frameworks/{SET}/global-compact/"), "#objective-20")[0]
        for language in LANGUAGES
    }

    assert titles == {
        "en": "20Promote faster, safer and cheaper transfer of remittances and foster financial inclusion of migrants",
        "fr": "20Envois de fonds",
        "es": "20Remesas",
        "ar": "20التحويلات المالية",
    }


def test_without_the_official_items_the_view_still_names_their_codes(reader: Client, national: Edition) -> None:
    Edition.objects.get(code="sdg-10.7.2").delete()
    tree = page(reader, f"/en/frameworks/{SET}/sdg-10-7-2/")

    assert texts(tree, "#item-1a") == ["1aItem 1a"]
    assert page(reader, f"/en/frameworks/{SET}/indicators/1.A1/").cssselect("a[href*='indicators/1a']") == []


def test_an_edition_that_reaches_nothing_says_so(reader: Client, pair: list[Edition]) -> None:
    tree = page(reader, "/en/frameworks/small-1/global-compact/")

    assert len(tree.cssselect(".none")) == 22


def file_of(reader: Client, edition: Edition, name: str) -> bytes:
    response = reader.get(f"/data/frameworks/{edition.code}/{name}")
    assert response.status_code == 200
    assert response.headers["Content-Disposition"] == f'attachment; filename="{edition.code}-{name}"'
    return bytes(response.content)


def test_the_json_is_what_the_command_prints(reader: Client, national: Edition) -> None:
    assert json.loads(file_of(reader, national, "edition.json")) == json.loads(json.dumps(as_data(national.spec)))


def test_the_yaml_files_give_the_edition_again(reader: Client, national: Edition, framework: Framework) -> None:
    with zipfile.ZipFile(io.BytesIO(file_of(reader, national, "edition.zip"))) as archive:
        files: dict[str, Any] = {
            name.partition("/")[2]: yaml.safe_load(archive.read(name)) for name in archive.namelist()
        }

    assert parse_edition(files, framework) == national.spec


def test_the_same_edition_gives_the_same_archive(reader: Client, national: Edition) -> None:
    assert file_of(reader, national, "edition.zip") == file_of(reader, national, "edition.zip")


def test_the_csv_has_a_row_for_each_indicator_and_language(reader: Client, pair: list[Edition]) -> None:
    table = file_of(reader, pair[1], "edition.csv").decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(table)))

    assert len(rows) == 7 * 2
    assert (rows[1]["indicator"], rows[1]["relation"], rows[1]["before"]) == ("1.A2", "reworded", "1.A2")
    assert rows[0]["criterion_complete"] == "A law says bread."
    assert rows[7]["question"] == "La loi du lieu dit-elle pain ?"


def test_the_workbook_and_the_form_open(reader: Client, national: Edition) -> None:
    book = openpyxl.load_workbook(io.BytesIO(file_of(reader, national, "edition.xlsx")))
    form = convert(io.BytesIO(file_of(reader, national, "xlsform.xlsx")), validate=False, file_type=".xlsx")

    assert "domain 6" in book.sheetnames
    assert form.xform.count("<select1 ") == 90


def test_a_file_that_is_not_offered_is_not_found(reader: Client, national: Edition) -> None:
    assert reader.get(f"/data/frameworks/{SET}/edition.exe").status_code == 404


def test_the_menu_leads_to_the_questions(reader: Client, loaded: None) -> None:
    tree: html.HtmlElement = page(reader, "/en/")

    assert "/en/frameworks/" in [link.get("href") for link in tree.cssselect(".site-header nav a")]
