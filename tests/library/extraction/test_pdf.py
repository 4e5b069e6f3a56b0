"""The text of a PDF holds one character for each of PDFium's, so that a place in the text is a place on the page."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pypdfium2
import pytest

from openmgi.core.document import Heading, Page
from openmgi.library.extraction.pdf import read_pdf
from openmgi.library.extraction.unreadable import UnreadableError
from tests.library.extraction.pdf_files import Words, content_of, lines, pdf_of, stream, text_pdf

MAPPED = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding /ToUnicode %d 0 R >>"
CMAP = (
    b"begincmap 1 begincodespacerange <00> <FF> endcodespacerange %d beginbfchar %s endbfchar endcmap"  # code to letter
)
PROSE = ["The minister may grant a permit to a person", "who has lived in the country for a year."]


def pages(folder: Path, content: bytes) -> list[Page]:
    file = folder / "file.pdf"
    file.write_bytes(content)
    return list(read_pdf(file))


def mapped(page: list[Words] | bytes, *letters: bytes) -> bytes:
    """A page in a font that says of some codes which letters they are."""
    cmap = stream(CMAP % (len(letters), b" ".join(letters)))
    return text_pdf([page], font=MAPPED % 6, more=[cmap])


def test_lines_end_with_a_space_and_a_line_end(tmp_path: Path) -> None:
    (page,) = pages(tmp_path, text_pdf([lines(*PROSE)]))

    assert page.text == " \n".join(PROSE)
    assert page.origin == "text"


@pytest.mark.parametrize(
    ("letter", "text"),
    [
        (b"<41> <0000>", "x BCx"),
        (b"<41> <D800>", "x\ufffdBCx"),
        (b"<41> <D83DDE00>", "x\U0001f600\u200bBCx"),
        (b"<41> <00660069>", "xfiBCx"),
        (b"<41> <0007>", "x BCx"),
    ],
)
def test_each_character_of_the_page_is_one_of_the_text(tmp_path: Path, letter: bytes, text: str) -> None:
    (page,) = pages(tmp_path, mapped(lines("xABCx"), letter))
    with pypdfium2.PdfDocument(tmp_path / "file.pdf") as document:
        textpage = document[0].get_textpage()
        assert len(page.text) == textpage.count_chars()

    assert page.text == text


ALEF, NUN, WAW, QAF = b"<41> <0627>", b"<42> <0646>", b"<43> <0648>", b"<44> <0642>"
KASRA = b"<45> <0650>"
WRITTEN = {
    "from the left, as one sees it": b"(BCBAD) Tj",
    "from the right, as one reads it": b"[(D) 1267 (A) 1267 (B) 1267 (C) 1267 (B)] TJ",
}


@pytest.mark.parametrize("order", WRITTEN.values(), ids=WRITTEN.keys())
def test_an_arabic_word_reads_from_right_to_left_however_it_was_written(tmp_path: Path, order: bytes) -> None:
    content = mapped(b"BT /F1 12 Tf 300 600 Td %s ET" % order, ALEF, NUN, WAW, QAF)

    (page,) = pages(tmp_path, content)

    assert page.text == "قانون"


def test_a_letter_keeps_the_mark_that_it_bears(tmp_path: Path) -> None:
    order = b"[(D) 1267 (A) 1267 (B) 667 (E) 1867 (C) 1267 (B)] TJ"
    content = mapped(b"BT /F1 12 Tf 300 600 Td %s ET" % order, ALEF, NUN, WAW, QAF, KASRA)

    (page,) = pages(tmp_path, content)

    assert page.text == "قانِون"


def test_a_hyphen_at_the_end_of_a_line_stays_a_hyphen(tmp_path: Path) -> None:
    (page,) = pages(tmp_path, text_pdf([lines("The authority for immi-", "gration decides.")]))

    assert page.text.replace(" ", "").replace("\n", "") == "Theauthorityforimmi-grationdecides."


def test_the_printed_number_is_the_label_and_stays_in_the_text(tmp_path: Path) -> None:
    body = [[*lines(*PROSE), Words(300, 40, str(number))] for number in range(1, 5)]

    found = pages(tmp_path, text_pdf([lines("A cover"), lines("Contents"), *body]))

    assert [page.label for page in found] == ["", "", "1", "2", "3", "4"]
    assert found[2].text.endswith("1")


def test_numbers_in_the_text_are_not_the_number_of_the_page(tmp_path: Path) -> None:
    body = [[*lines(*PROSE), Words(72, 400, str(number))] for number in range(1, 5)]

    assert [page.label for page in pages(tmp_path, text_pdf(body))] == [""] * 4


def test_the_file_s_own_labels_count(tmp_path: Path) -> None:
    catalog = b"/PageLabels << /Nums [0 << /S /r >> 2 << /S /D /St 7 /P (A-) >>] >>"

    found = pages(tmp_path, text_pdf([lines(*PROSE)] * 4, catalog=catalog))

    assert [page.label for page in found] == ["i", "ii", "A-7", "A-8"]


def headings_of(found: Sequence[Page]) -> list[tuple[int, int, str]]:
    """Page, level and what stands at the place of each heading."""
    return [
        (page.index, one.level, page.text[one.start : one.start + len(one.text)])
        for page in found
        for one in page.headings
    ]


def outline(*entries: tuple[str, bytes]) -> list[bytes]:
    """An outline as objects 10 and following, for a file of three pages."""
    first, last = 11, 10 + len(entries)
    items = [
        b"<< /Title (%s) /Parent 10 0 R /Dest %s %s >>"
        % (title.encode(), target, b"/Next %d 0 R" % (number + 1) if number < last else b"")
        for number, (title, target) in enumerate(entries, start=first)
    ]
    return [b"<< /Type /Outlines /First %d 0 R /Last %d 0 R >>" % (first, last), *items]


def test_an_entry_of_the_outline_stands_where_its_title_is_in_the_text(tmp_path: Path) -> None:
    texts = [
        lines("Contents", "General rules", "Permits"),
        lines("See Permits below.", "Permits", *PROSE, "Article 4", *PROSE),
        lines("A line above", "The last rules of", "this law", *PROSE),
    ]
    entries = outline(
        ("Contents", b"[4 0 R /Fit]"),
        ("Permits", b"[6 0 R /XYZ 72 660 0]"),
        ("The last rules of this law", b"[8 0 R /FitH 660]"),
        ("Not in the text", b"[8 0 R /XYZ 72 612 0]"),
    )

    found = pages(tmp_path, text_pdf(texts, catalog=b"/Outlines 10 0 R", more=entries))

    assert headings_of(found)[:2] == [(0, 1, "Contents"), (1, 1, "Permits")]
    assert found[1].headings[0].start == found[1].text.index("\nPermits") + 1
    assert found[1].headings[1] == Heading(found[1].text.index("Article 4"), 6, "Article 4")
    assert [one.start for one in found[2].headings] == [found[2].text.index(text) for text in ("The last", PROSE[0])]


def test_without_an_outline_large_letters_and_the_words_of_the_law_make_headings(tmp_path: Path) -> None:
    title = [Words(72, 730, "A law about permits", 24), Words(72, 700, "and their fees", 24)]
    first = [*title, *lines("Chapter 1", "Article 1 – Scope", *PROSE * 6)]
    second = lines("Article 2", "Section 5 of this law applies.", "Article 3 ........ 12", *PROSE * 6)

    found = headings_of(pages(tmp_path, text_pdf([first, second])))

    assert found == [
        (0, 1, "A law about permits \nand their fee"),
        (0, 3, "Chapter 1"),
        (0, 6, "Article 1 – Scope"),
        (1, 6, "Article 2"),
    ]


def test_a_running_header_is_no_heading(tmp_path: Path) -> None:
    body = [[Words(72, 760, "Part II", 18), *lines(*PROSE * 6)] for _ in range(6)]

    assert headings_of(pages(tmp_path, text_pdf(body))) == []


def test_what_stands_in_the_margin_is_no_heading(tmp_path: Path) -> None:
    body = [Words(72, 770, "Printed on a Monday", 24), *lines(*PROSE * 6), Words(72, 20, "Ministry", 24)]

    assert headings_of(pages(tmp_path, text_pdf([body]))) == []


SCAN = b"q 612 0 0 792 0 0 cm BI /W 1 /H 1 /CS /G /BPC 8 ID x EI Q "


@pytest.mark.parametrize(
    "content",
    [
        text_pdf([b"0 0 m 99 99 l S"]),
        text_pdf([SCAN]),
        text_pdf([SCAN + b"BT /F1 12 Tf 9 9 Td (Scanned by a machine) Tj ET"]),
        mapped(lines("AAA AAAA AAA AAAA " * 5, "BBB"), b"<41> <0000>"),
        mapped(lines("AAA AAAA AAA AAAA " * 5, "BBB"), b"<41> <E041>"),
    ],
    ids=["lines drawn", "a scan", "a scan with a stamp", "signs without letters", "signs of the font's own"],
)
def test_a_page_that_shows_more_than_its_text_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: bytes
) -> None:
    monkeypatch.setattr("openmgi.library.extraction.recognition.languages", tuple)

    assert [page.origin for page in pages(tmp_path, content)] == ["none"]


def test_a_picture_beside_enough_text_is_only_a_picture(tmp_path: Path) -> None:
    content = SCAN + content_of(lines(*PROSE))

    assert [page.origin for page in pages(tmp_path, text_pdf([content]))] == ["text"]


def test_a_damaged_page_is_marked_and_the_others_are_read(tmp_path: Path) -> None:
    content = text_pdf([lines(*PROSE)] * 3).replace(b"6 0 obj\n<< /Type /Page ", b"6 0 obj\n<< /Type /Nope ")

    found = pages(tmp_path, content)

    assert [page.origin for page in found] == ["text", "none", "text"]
    assert [bool(page.text) for page in found] == [True, False, True]


def test_a_file_whose_pages_are_all_damaged_is_damaged(tmp_path: Path) -> None:
    ring = pdf_of([b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Count 2 /Kids [2 0 R 2 0 R] >>"])

    with pytest.raises(UnreadableError, match="damaged"):
        pages(tmp_path, ring)


def test_who_reads_is_told_how_far_it_has_come(tmp_path: Path) -> None:
    (tmp_path / "file.pdf").write_bytes(text_pdf([lines(*PROSE)] * 3))
    told: list[tuple[int, int]] = []

    list(read_pdf(tmp_path / "file.pdf", progress=lambda done, count: told.append((done, count))))

    assert told == [(1, 3), (2, 3), (3, 3)]
