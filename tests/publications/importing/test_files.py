"""What may be given to the importer, and what it says of what it cannot read."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import docx
import pypdfium2
import pytest
from docx.oxml import OxmlElement

from openmgi.publications.importing import word_document
from openmgi.publications.importing.drafting import import_file
from openmgi.publications.importing.errors import FileError
from openmgi.publications.importing.opening import LARGEST_FILE, open_page

PAGES = Path(__file__).parents[2] / "fixtures" / "published_pages"
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + bytes(range(256))
TEXT = (PAGES / "en_nairobi_french_frame.txt").read_text(encoding="utf-8")


def refusal(path: Path) -> tuple[str, int | None]:
    with pytest.raises(FileError) as refused:
        import_file(path, {})
    return refused.value.message, refused.value.line


def given(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


@pytest.mark.parametrize(
    ("name", "content", "message", "line"),
    [
        ("a.txt", b"", "the file is empty", None),
        ("a.txt", b" \n\n ", "the file is empty", None),
        ("a.txt", "\u200b\n".encode(), "the file has no text", 1),
        ("a.txt", JPEG, "this is a JPEG file, although its name ends in .txt", None),
        ("a.pdf", JPEG, "this is a JPEG file, although its name ends in .pdf", None),
        ("a.docx", b"%PDF-1.7", "this is a PDF file, although its name ends in .docx", None),
        ("a.pdf", b"just text", "this is not a .pdf file, although its name says so", None),
        ("a.txt", b"one\ntwo\x00three", "this is not text: it holds bytes that cannot occur in text", 2),
        ("a.txt", b"one\n\x81\x01\xfe", "this is not text: it holds bytes that cannot occur in text", 2),
        ("a.txt", b"one\ntwo \xe9\x02", "this is not text: it holds bytes that cannot occur in text", 2),
        (
            "a.txt",
            b"A page about the weather.\n",
            "none of the six domains is named; is this the page of a profile?",
            1,
        ),
        ("a.html", b"<!-- nothing -->", "the web page has no text", None),
        ("a.html", b"<html><body><script>1</script></body></html>", "the file has no text", 1),
        ("a.docx", b"PK\x03\x04 damaged", "the document is damaged or is not a word-processor document", None),
        ("a.pdf", b"%PDF-1.7 damaged", "the PDF file is damaged", None),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_in_one_sentence(
    tmp_path: Path, name: str, content: bytes, message: str, line: int | None
) -> None:
    assert refusal(given(tmp_path / name, content)) == (message, line)


def test_a_large_file_is_refused_without_reading_it(tmp_path: Path) -> None:
    path = tmp_path / "large.txt"
    with path.open("wb") as file:
        file.truncate(50_000_000)

    assert refusal(path) == ("the file has 50 MB; at most 10 MB can be imported", None)


def test_a_file_of_the_largest_size_is_read(tmp_path: Path) -> None:
    path = given(tmp_path / "a.txt", TEXT.encode().ljust(LARGEST_FILE))

    assert len(import_file(path, {}).page.domains) == 6


@pytest.mark.parametrize("name", ["no-such-file.txt", "."])
def test_a_file_that_is_not_there_is_said(tmp_path: Path, name: str) -> None:
    (tmp_path / "folder.txt").mkdir()
    path = tmp_path / ("folder.txt" if name == "." else name)

    assert refusal(path)[0].startswith("the file cannot be opened: ")


def test_another_kind_of_file_is_refused_with_the_kinds_that_are_read(tmp_path: Path) -> None:
    message, _ = refusal(given(tmp_path / "a.xlsx", b"PK"))

    assert message == "this kind of file cannot be read; give a .txt, .html, .htm, .docx, .pdf file"


def test_a_frame_without_findings_is_refused() -> None:
    message, line = refusal(PAGES / "broken" / "domains_without_findings.txt")

    assert message.startswith("domains are named, but no well-developed area")
    assert line is not None


def test_a_locked_pdf_is_refused() -> None:
    assert refusal(PAGES / "broken" / "locked.pdf")[0] == "the PDF file is locked with a password; save it without one"


def test_a_pdf_of_images_is_refused(tmp_path: Path) -> None:
    document = pypdfium2.PdfDocument.new()
    document.new_page(200, 200)
    document.save(tmp_path / "scan.pdf")

    assert refusal(tmp_path / "scan.pdf")[0] == "the PDF file has no text, only images; recognise its text first"


def test_a_pdf_of_a_whole_book_is_refused(tmp_path: Path) -> None:
    document = pypdfium2.PdfDocument.new()
    for _ in range(201):
        document.new_page(10, 10)
    document.save(tmp_path / "book.pdf")

    assert refusal(tmp_path / "book.pdf")[0] == "the PDF file has 201 pages; at most 200 can be imported"


def test_a_document_that_unpacks_to_too_much_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", b"0" * (word_document.LARGEST_UNPACKED + 1))
    path = given(tmp_path / "bomb.docx", packed.getvalue())

    assert refusal(path)[0] == "the document unpacks to more than 100 MB"


def test_a_zip_that_is_no_document_is_refused(tmp_path: Path) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as package:
        package.writestr("readme.txt", "nothing")
    path = given(tmp_path / "archive.docx", packed.getvalue())

    assert refusal(path)[0] == "the document is damaged or is not a word-processor document"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_the_encodings_of_today_are_read_without_a_doubt(tmp_path: Path, encoding: str) -> None:
    path = given(tmp_path / "a.txt", TEXT.encode(encoding))

    assert import_file(path, {}).page == import_file(PAGES / "en_nairobi_french_frame.txt", {}).page


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_line_endings_of_any_system_count_lines_alike(tmp_path: Path, end: str) -> None:
    lines = open_page(given(tmp_path / "a.txt", TEXT.replace("\n", end).encode())).lines

    assert [line.text for line in lines] == TEXT.split("\n")


def test_a_web_page_of_an_older_windows_is_read_with_a_doubt(tmp_path: Path) -> None:
    page = "<p>Prêt à être lu.</p>"
    declared = open_page(given(tmp_path / "a.html", f'<meta charset="windows-1252">{page}'.encode("cp1252")))
    undeclared = open_page(given(tmp_path / "b.html", page.encode("cp1252")))

    assert [line.text for line in declared.lines if line.tidy] == ["Prêt à être lu."]
    assert [line.text for line in undeclared.lines if line.tidy] == ["Prêt à être lu."]
    assert [doubt.code for doubt in undeclared.doubts] == ["guessed_encoding"]


def test_a_word_document_gives_headings_paragraphs_items_and_cells(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_heading("Migration Governance Profile: Republic of Kenya", 0)
    document.add_paragraph("May 2020")
    document.add_heading("Introduction", 1)
    document.add_paragraph("This national Profile describes how\nKenya governs migration.")
    document.add_heading("Migrants’ rights", 2)
    document.add_paragraph("Well-developed areas")
    document.add_paragraph("One.", style="List Bullet")
    document.add_paragraph("Two.", style="List Number")
    document.add_heading("Something else", 2)
    document.add_paragraph("Three.", style="List Bullet")
    cell = document.add_table(1, 1).cell(0, 0)
    cell.text = "Partnerships"
    cell.add_paragraph("Areas with potential for further development")
    cell.add_paragraph("• Four.")
    document.save(str(tmp_path / "kenya.docx"))

    page = import_file(tmp_path / "kenya.docx", {}).page

    assert (page.title, page.edition) == ("Migration Governance Profile: Republic of Kenya", "2020-05")
    assert page.introduction == "This national Profile describes how Kenya governs migration."
    assert page.domains[0].well_developed == ("One.", "Two.")
    assert page.domains[2].potential == ("Four.",)


def test_an_item_numbered_without_a_style_is_an_item(tmp_path: Path) -> None:
    document = docx.Document()
    for text in ("Migrants’ rights", "Well-developed areas", "One.", "Two."):
        paragraph = document.add_paragraph(text)
        if text.endswith("."):
            paragraph._p.get_or_add_pPr().append(OxmlElement("w:numPr"))
    document.save(str(tmp_path / "list.docx"))

    assert import_file(tmp_path / "list.docx", {}).page.domains[0].well_developed == ("One.", "Two.")


def test_what_a_person_says_wins_over_the_page_and_answers_its_doubts() -> None:
    told = {
        "title": "A title", "place": "Port-Aven", "country": "KEN", "code": "KE-28",
        "level": "national", "edition": "2019", "language": "fr",
    }  # fmt: skip
    page = import_file(PAGES / "odd_velmora_mixed_languages.txt", told).page

    assert (page.title, page.level, page.edition, page.language) == ("A title", "national", "2019", "fr")
    assert page.place.model_dump() == {"name": "Port-Aven", "country": "KEN", "code": "KE-28"}
    assert page.warnings == ()


def test_the_code_of_a_country_told_by_a_person_needs_no_telling() -> None:
    page = import_file(PAGES / "odd_velmora_mixed_languages.txt", {"country": "XXV", "level": "national"}).page

    assert page.place.code == "XXV"


def test_a_text_of_too_many_lines_is_refused(tmp_path: Path) -> None:
    path = given(tmp_path / "long.txt", b"a line\n" * 20_001)

    assert refusal(path)[0] == "the text has 20002 lines; at most 20000 can be imported"


def test_a_web_page_that_names_an_encoding_which_does_not_exist_is_read_with_a_doubt(tmp_path: Path) -> None:
    page = open_page(given(tmp_path / "a.html", '<meta charset="no-such"><p>Prêt.</p>'.encode("cp1252")))

    assert [line.text for line in page.lines if line.tidy] == ["Prêt."]
    assert [doubt.code for doubt in page.doubts] == ["guessed_encoding"]
