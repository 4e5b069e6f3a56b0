from __future__ import annotations

import io
import zipfile

import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st

from openmgi.publications.models import Publication
from openmgi.publications.report.content import report_of
from openmgi.publications.report.word import docx
from tests.publications.report.conftest import with_finding
from tests.publications.report.reading import WORD, docx_words, headings, letters, lines, notes, part, sources, words

_made: dict[tuple[str, str], bytes] = {}


def made(publication: Publication, language: str = "en") -> bytes:
    """The document of a publication, made once for all tests."""
    key = publication.sha256, language
    if key not in _made:
        _made[key] = docx(report_of(publication, language))
    return _made[key]


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_line_of_the_report_stands_in_the_document(westria: Publication, language: str) -> None:
    report = report_of(westria, language)
    told = letters(docx_words(made(westria, language)))

    assert [line for line in lines(report) if letters(line) not in told] == []


def test_every_source_of_a_large_profile_stands_in_its_document(large: Publication) -> None:
    report = report_of(large, "ar")
    told = letters(docx_words(made(large, "ar")))

    assert [one for one in sources(report) if letters(one) not in told] == []


def test_headings_are_headings_and_each_has_a_name_for_links(westria: Publication) -> None:
    report = report_of(westria, "en")
    found = [one for one in Document(io.BytesIO(made(westria))).paragraphs if one.style and one.style.name]
    shown = [one.text for one in found if one.style and str(one.style.name).startswith("Heading")]
    wanted = [f"{one.domain}. {one.text}" if one.domain and one.level == 2 else one.text for one in headings(report)]

    assert shown == ["Contents", *wanted]


def test_every_link_inside_the_document_leads_somewhere(westria: Publication) -> None:
    tree = part(made(westria))
    notes_tree = part(made(westria), "word/footnotes.xml")
    names = [one.get(f"{WORD}name") for one in tree.iter(f"{WORD}bookmarkStart")]
    links = [one.get(f"{WORD}anchor") for root in (tree, notes_tree) for one in root.iter(f"{WORD}hyperlink")]

    assert len(names) == len(set(names))
    assert {one for one in links if one} <= set(names)
    assert "source-1" in links


def test_footnotes_are_footnotes(westria: Publication) -> None:
    file = made(westria)
    shown = [words(one) for one in part(file, "word/footnotes.xml") if one.get(f"{WORD}type") is None]
    referred = [one.get(f"{WORD}id") for one in part(file).iter(f"{WORD}footnoteReference")]

    assert [one.strip() for one in shown] == notes(report_of(westria, "en"))
    assert referred == [str(number) for number in range(1, len(shown) + 1)]


def test_the_contents_are_a_field_that_can_be_updated_and_links_until_then(westria: Publication) -> None:
    tree = part(made(westria))
    codes = [one.text.strip() for one in tree.iter(f"{WORD}instrText") if one.text]

    assert codes == ['TOC \\o "1-2" \\h \\z \\u']
    assert words(tree).count("Annex: evidence for each finding") == 2


def test_each_page_has_the_place_its_number_and_the_permanent_link(westria: Publication) -> None:
    file = made(westria)
    with zipfile.ZipFile(io.BytesIO(file)) as parts:
        feet = [name for name in parts.namelist() if name.startswith("word/footer")]
        heads = [name for name in parts.namelist() if name.startswith("word/header")]
    codes = [one.text.strip() for name in feet for one in part(file, name).iter(f"{WORD}instrText") if one.text]

    assert codes == ["PAGE", "NUMPAGES"]
    assert any(report_of(westria, "en").permanent in words(part(file, name)) for name in feet)
    assert any(words(part(file, name)) == "Westria, May 2031" for name in heads)


def test_the_file_says_what_it_is(westria: Publication) -> None:
    about = Document(io.BytesIO(made(westria, "fr"))).core_properties

    assert (about.title, about.author, about.language) == ("Profil de la Westrie", "OpenMGI", "fr-FR")
    assert about.created is not None
    assert about.created.date().isoformat() == "2031-06-01"
    assert about.keywords == "Westrie, Droits, Ensemble"


def test_the_wheel_is_told_in_words(westria: Publication) -> None:
    told = [one.get("descr") for one in part(made(westria)).iter() if one.tag.endswith("}docPr")]

    assert told == [report_of(westria, "en").picture.words] * 2


def test_the_heads_of_tables_are_repeated_on_each_page(westria: Publication) -> None:
    tables = list(part(made(westria)).iter(f"{WORD}tbl"))

    assert [len(list(one.iter(f"{WORD}tblHeader"))) for one in tables] == [1] * len(tables)
    assert len(tables) == 4


def test_the_columns_of_a_table_are_as_wide_as_what_they_hold(westria: Publication) -> None:
    answers = list(part(made(westria)).iter(f"{WORD}tbl"))[-1]
    code, question, answer = (int(str(one.get(f"{WORD}w"))) for one in answers.iter(f"{WORD}gridCol"))

    assert code < answer < question


def test_what_the_rows_below_have_in_common_never_stands_alone_at_the_foot_of_a_page(westria: Publication) -> None:
    answers = list(part(made(westria)).iter(f"{WORD}tbl"))[-1]
    kept = [words(one) for one in answers.iter(f"{WORD}p") if one.find(f"{WORD}pPr/{WORD}keepNext") is not None]

    assert kept == ["Code", "Question", "Answer", "Council"]


def test_codes_keep_their_order_where_words_run_from_right_to_left(large: Publication) -> None:
    told = words(part(made(large, "ar")))

    assert "\u200e1.1\u200e" in told
    assert "\u200e1.1\u200f." in told
    assert "\u200e1.1" not in words(part(made(large, "en")))


def test_arabic_runs_from_right_to_left_in_text_tables_and_pages(large: Publication) -> None:
    file = made(large, "ar")
    tree, styles = part(file), part(file, "word/styles.xml")
    normal = next(one for one in styles.iter(f"{WORD}style") if one.get(f"{WORD}styleId") == "Normal")

    assert [one.tag.removeprefix(WORD) for one in normal.iter() if one.tag in {f"{WORD}bidi", f"{WORD}rtl"}] == [
        "bidi", "rtl",
    ]  # fmt: skip
    assert all(list(one.iter(f"{WORD}bidiVisual")) for one in tree.iter(f"{WORD}tbl"))
    assert all(list(one.iter(f"{WORD}bidi")) for one in tree.iter(f"{WORD}sectPr"))


def test_a_quote_in_a_language_of_the_other_direction_has_its_own(large: Publication) -> None:
    quoted = [
        one for one in part(made(large, "en")).iter(f"{WORD}p")
        if words(one).startswith("يمنح") and one.find(f"{WORD}pPr/{WORD}bidi") is not None
    ]  # fmt: skip

    assert len(quoted) == 20
    assert {lang.get(f"{WORD}val") for one in quoted for lang in one.iter(f"{WORD}lang")} == {"ar-SA"}


@settings(max_examples=8, deadline=None)
@given(st.text(min_size=1, max_size=60).filter(str.strip))
def test_no_text_that_somebody_writes_keeps_a_document_from_being_made(written: str) -> None:
    Document(io.BytesIO(made(with_finding(written, reading=written, document=written, address=written))))


def test_a_profile_without_traces_makes_a_document(old: Publication) -> None:
    report = report_of(old, "en")

    assert [line for line in lines(report) if letters(line) not in letters(docx_words(made(old)))] == []
