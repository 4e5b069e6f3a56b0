from __future__ import annotations

import re
import string
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdfium2 import PdfDocument

from openmgi.publications.models import Publication
from openmgi.publications.report.blocks import Picture
from openmgi.publications.report.content import report_of
from openmgi.publications.report.pdf import pdf, png
from tests.publications.report.conftest import with_finding
from tests.publications.report.reading import bookmarks, headings, letters, lines, pages, sources
from tests.traced import text, traced_profile

MARKUP = "#strong[a] $x^2$ *b* _c_ <here> @there `raw` // no /* no */ \\ ~ = - + 1. \"q\" 'q'"


_made: dict[tuple[str, str], bytes] = {}


def made(publication: Publication, language: str = "en") -> bytes:
    """The PDF of a publication, made once for all tests."""
    key = publication.sha256, language
    if key not in _made:
        _made[key] = pdf(report_of(publication, language))
    return _made[key]


def all_letters(file: bytes) -> str:
    return letters("".join(pages(file)))


def test_a_pdf_is_tagged_and_says_that_it_is_for_everybody(westria: Publication) -> None:
    file = made(westria)

    assert file.startswith(b"%PDF-1.7")
    for part in (b"/MarkInfo", b"/Marked true", b"/StructTreeRoot", b"/DisplayDocTitle true", b"pdfuaid:part>1<"):
        assert part in file
    for tag in (b"/H1", b"/H2", b"/H3", b"/Table", b"/TH", b"/L", b"/Note", b"/BlockQuote", b"/TOC", b"/Figure"):
        assert re.search(rb"/S ?" + tag + rb"\b", file), tag


def test_a_pdf_names_its_title_author_subject_language_and_day(westria: Publication) -> None:
    file = made(westria, "fr")
    document = PdfDocument(file)
    about = document.get_metadata_dict()
    document.close()

    assert (about["Title"], about["Author"]) == ("Profil de la Westrie", "OpenMGI")
    assert "Westrie" in about["Subject"]
    assert about["Keywords"].split(", ") == ["Westrie", "Droits", "Ensemble"]
    assert about["CreationDate"].startswith("D:20310601")
    assert b"/Lang(fr)" in file


def test_the_bookmarks_are_the_headings(westria: Publication) -> None:
    report = report_of(westria, "en")
    wanted = [(one.level - 1, one.text) for one in headings(report)]
    found = [(level, re.sub(r"^\d ", "", title)) for level, title in bookmarks(made(westria))]

    assert found[-len(wanted) :] == wanted


def test_every_font_is_in_the_file(westria: Publication) -> None:
    file = made(westria)
    fonts = len(re.findall(rb"/Type ?/FontDescriptor", file))

    assert fonts > 3
    assert len(re.findall(rb"/FontFile[23]?\b", file)) == fonts


def test_the_text_is_read_in_the_order_of_the_report(westria: Publication) -> None:
    told = all_letters(made(westria))
    places = [
        told.index(letters(words))
        for words in (
            "The Migration Governance Indicators (MGI) help",
            "The wheel has a dot",
            "Emergency care is open to every person.1",
            "There is room for a strategy.3",
            "Ministry of the Interior",
            "Two people answered.",
            "In alphabetical order.",
            "Every question of the set",
            "Below each finding",
            "The Act names every person.",
        )
    ]

    assert places == sorted(places)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_line_of_the_report_stands_in_the_pdf(westria: Publication, language: str) -> None:
    report = report_of(westria, language)
    told = all_letters(made(westria, language))

    assert [line for line in lines(report) if letters(line) not in told] == []


def test_every_source_of_a_large_profile_stands_in_its_pdf(large: Publication) -> None:
    report = report_of(large, "es")
    told = all_letters(made(large, "es"))

    assert len(sources(report)) == 18
    assert [one for one in sources(report) if letters(one) not in told] == []


def test_each_page_but_the_cover_has_the_place_its_number_and_the_permanent_link(large: Publication) -> None:
    report = report_of(large, "en")
    found = pages(made(large))

    assert len(found) >= 25
    for number, shown in enumerate(found[1:], start=2):
        assert f"Page {number} of {len(found)}" in shown
        assert report.permanent in shown
        assert "Westria, May 2031" in shown
    assert "Page 1 of" not in found[0]


def test_the_contents_have_the_page_of_each_chapter(large: Publication) -> None:
    report = report_of(large, "en")
    found = pages(made(large))
    told = re.sub(r"\s+", " ", found[1])

    for one in headings(report):
        if one.level == 1:
            shown = re.search(rf"{re.escape(one.text)}[ .]+\W*(\d+)", told)
            assert shown is not None, one.text
            assert one.text in found[int(shown[1]) - 1].replace("\r\n", " ")


def test_arabic_is_read_from_right_to_left(large: Publication) -> None:
    report = report_of(large, "ar")
    words = next(line for line in lines(report) if line.startswith("يمنح"))
    document = PdfDocument(made(large, "ar"))
    page = next(one for one in document if "يمنح" in one.get_textpage().get_text_bounded())
    reader = page.get_textpage()
    whole = reader.get_text_range()
    place = whole.index(words[:12])
    lefts = [reader.get_charbox(place + offset)[0] for offset in (0, 5, 11)]
    width = page.get_width()
    document.close()

    assert lefts == sorted(lefts, reverse=True)
    assert lefts[0] > width / 2
    assert b"/Lang(ar)" in made(large, "ar")


@pytest.mark.parametrize("language", ["en", "fr", "es", "ar"])
def test_a_large_profile_makes_a_report_in_each_language(large: Publication, language: str) -> None:
    file = made(large, language)

    assert f"/Lang({language})".encode() in file
    assert len(pages(file)) >= 25


def test_what_looks_like_markup_stays_what_a_person_wrote() -> None:
    found = "".join(pages(made(with_finding(MARKUP, reading=MARKUP, document=MARKUP, heading=MARKUP))))
    kept = "#strong[a]$x^2$*b*_c_<here>@there`raw`//no/*no*/\\~"

    assert re.sub(r"\s", "", found).count(kept) >= 4


@settings(max_examples=8, deadline=None)
@given(st.text(string.printable + "éß€Жλ“”«»…؟", min_size=1, max_size=60).filter(str.strip))
def test_no_text_that_somebody_writes_keeps_a_report_from_being_made(words: str) -> None:
    assert made(with_finding(words, reading=words, document=words, address=words)).startswith(b"%PDF")


def test_letters_that_no_font_has_are_set_as_unknown_ones() -> None:
    found = "".join(pages(made(with_finding("Care \U000f0000 is open."))))

    assert "Care \ufffd is open." in found.replace("\r\n", " ")


def test_what_cannot_be_certified_is_tagged_all_the_same_and_claims_nothing(westria: Publication) -> None:
    marked = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 90 30"><text x="9" y="20" font-weight="700" '
        'font-family="Noto Naskh Arabic">متخيَّل</text></svg>'
    )
    file = pdf(replace(report_of(westria, "en"), picture=Picture(marked, "A word")))

    assert b"/StructTreeRoot" in file
    assert b"pdfuaid" not in file


def test_a_profile_without_traces_makes_a_report(old: Publication) -> None:
    report = report_of(old, "fr")

    assert [line for line in lines(report) if letters(line) not in all_letters(made(old, "fr"))] == []


def test_more_than_six_domains_and_a_long_title_make_a_report() -> None:
    from tests.publications.report.conftest import publication_of  # noqa: PLC0415 - used here only

    kept = traced_profile().domains[1]
    domains = [kept.model_copy(update={"number": number}) for number in range(1, 9)]
    title = text("A profile of a very long title " * 6)
    profile = traced_profile(domains=domains, title=title, languages=["en"])

    assert [name[0] for _, name in bookmarks(made(publication_of(profile))) if name.endswith("Whole")] == list(
        "12345678"
    )


def test_the_wheel_is_a_sharp_image_for_programs_that_draw_no_vectors(westria: Publication) -> None:
    image = png(report_of(westria, "en").picture, width=1400)

    assert image.startswith(b"\x89PNG")
    assert int.from_bytes(image[16:20], "big") == 1400
