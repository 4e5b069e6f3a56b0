"""Word documents give their text as a reader of the document sees it."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import docx
import pytest

from openmgi.core.document import Page
from openmgi.library.extraction.limits import Limits
from openmgi.library.extraction.sections import pages_of
from openmgi.library.extraction.word_document import blocks_of
from tests.library.extraction.bad_files import archive, paragraph, word_document


def pages(folder: Path, content: bytes) -> list[Page]:
    (folder / "file.docx").write_bytes(content)
    return list(pages_of(blocks_of(folder / "file.docx", Limits())))


def saved(document: object) -> bytes:
    out = BytesIO()
    document.save(out)  # type: ignore[attr-defined]
    return out.getvalue()


def test_each_heading_begins_a_page_that_its_text_is_on(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_heading("A policy", 0)
    document.add_heading("Aims", 1)
    document.add_paragraph("To be fair.")
    document.add_heading("Means", 2)
    document.add_paragraph("A register.")

    found = pages(tmp_path, saved(document))

    assert [page.text for page in found] == ["A policy\n\nAims\n\nTo be fair.", "Means\n\nA register."]
    assert [(one.start, one.level, one.text) for page in found for one in page.headings] == [
        (0, 1, "A policy"),
        (10, 1, "Aims"),
        (0, 2, "Means"),
    ]


def test_articles_without_a_style_are_headings_too(tmp_path: Path) -> None:
    body = "".join(map(paragraph, ["Article 1. Scope", "It applies.", "Article 2", "It applies too."]))

    assert [page.text for page in pages(tmp_path, word_document(body))] == [
        "Article 1. Scope\n\nIt applies.",
        "Article 2\n\nIt applies too.",
    ]


def test_items_have_their_numbers_and_bullets_have_none(tmp_path: Path) -> None:
    document = docx.Document()
    for text in ("one", "two"):
        document.add_paragraph(text, style="List Number")
    document.add_paragraph("point", style="List Bullet")

    assert pages(tmp_path, saved(document))[0].text == "1. one\n\n2. two\n\npoint"


NUMBERED = (
    '<w:numbering xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:abstractNum '
    'w:abstractNumId="3"><w:lvl w:ilvl="0"><w:start w:val="4"/><w:numFmt w:val="upperRoman"/><w:lvlText '
    'w:val="Chapter %1"/></w:lvl><w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText '
    'w:val="%1.%2"/></w:lvl><w:lvl w:ilvl="2"><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="(%3)"/></w:lvl>'
    '</w:abstractNum><w:num w:numId="7"><w:abstractNumId w:val="3"/></w:num></w:numbering>'
)


def numbered(text: str, depth: int) -> str:
    properties = f'<w:pPr><w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="7"/></w:numPr></w:pPr>'
    return f"<w:p>{properties}<w:r><w:t>{text}</w:t></w:r></w:p>"


def related(body: str, **parts: str) -> bytes:
    """A document with other parts: numbering, footnotes, styles."""
    kinds = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
    relations = "".join(f'<Relationship Id="{kind}" Type="{kinds}{kind}" Target="{kind}.xml"/>' for kind in parts)
    head = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    main = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    return archive(
        {
            "_rels/.rels": f'{head}<Relationship Type="{kinds}officeDocument" Target="word/d.xml"/></Relationships>',
            "word/_rels/d.xml.rels": f"{head}{relations}</Relationships>",
            "word/d.xml": f"<w:document {main}><w:body>{body}</w:body></w:document>",
            **{f"word/{kind}.xml": content for kind, content in parts.items()},
        }
    )


def test_numbers_count_by_level_as_the_document_shows_them(tmp_path: Path) -> None:
    body = [("Visas", 0), ("Kinds", 1), ("short", 2), ("long", 2), ("Fees", 1), ("Work", 0), ("Permits", 1)]

    found = pages(tmp_path, related("".join(numbered(*one) for one in body), numbering=NUMBERED))

    assert "\n\n".join(page.text for page in found).split("\n\n") == [
        "Chapter IV Visas",
        "IV.1 Kinds",
        "(a) short",
        "(b) long",
        "IV.2 Fees",
        "Chapter V Work",
        "V.1 Permits",
    ]
    assert found[0].headings[0].level == 3


def test_notes_stand_at_the_end_of_their_section(tmp_path: Path) -> None:
    main = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    notes = f'<w:footnotes {main}><w:footnote w:id="2">{paragraph("See the annex.")}</w:footnote></w:footnotes>'
    body = (
        '<w:p><w:r><w:t>A right</w:t><w:footnoteReference w:id="2"/><w:t> to appeal.</w:t></w:r></w:p>'
        + paragraph("It is free.")
        + paragraph("Article 2")
    )

    found = pages(tmp_path, related(body, footnotes=notes))

    assert [page.text for page in found] == ["A right to appeal.\n\nIt is free.\n\n[1] See the annex.", "Article 2"]


def test_a_row_of_a_table_is_a_line(tmp_path: Path) -> None:
    document = docx.Document()
    table = document.add_table(2, 2)
    for cell, text in zip((*table.rows[0].cells, *table.rows[1].cells), ("Permit", "Fee", "Work", "12"), strict=True):
        cell.text = text

    assert pages(tmp_path, saved(document))[0].text == "Permit\tFee\nWork\t12"


def test_tracked_deletions_are_not_read_and_insertions_are(tmp_path: Path) -> None:
    body = (
        "<w:p><w:r><w:t>The fee is </w:t></w:r><w:del><w:r><w:delText>ten</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>five</w:t></w:r></w:ins><w:moveFrom><w:r><w:t> old</w:t></w:r></w:moveFrom>"
        "<w:hyperlink><w:r><w:t> crowns</w:t><w:tab/><w:t>net</w:t><w:br/><w:t>a non</w:t><w:noBreakHyphen/>"
        "<w:t>resident</w:t></w:r></w:hyperlink></w:p>"
    )

    assert pages(tmp_path, word_document(body))[0].text == "The fee is five crowns\tnet\na non-resident"


def test_content_controls_and_text_boxes_are_read_once(tmp_path: Path) -> None:
    box = f"<w:txbxContent>{paragraph('In a box.')}</w:txbxContent>"
    alternative = (
        '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        f"<mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent>"
    )
    body = (
        f"<w:sdt><w:sdtContent>{paragraph('Chosen from a list.')}</w:sdtContent></w:sdt>"
        f"<w:p><w:r><w:t>Beside a box.</w:t>{alternative}</w:r></w:p>"
    )

    assert pages(tmp_path, word_document(body))[0].text == "Chosen from a list.\n\nBeside a box.\n\nIn a box."


def test_strict_documents_are_read_like_the_others(tmp_path: Path) -> None:
    main = 'xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main"'
    strict = archive({"word/document.xml": f"<w:document {main}><w:body>{paragraph('Strict.')}</w:body></w:document>"})

    assert pages(tmp_path, strict)[0].text == "Strict."


def test_a_document_in_wide_letters_is_read_like_the_others(tmp_path: Path) -> None:
    declared = "<?xml version='1.0' encoding='UTF-16'?>"

    found = pages(tmp_path, word_document(paragraph("Élargi"), prolog=declared, encoding="utf-16"))

    assert [page.text for page in found] == ["Élargi"]


def test_formulas_are_read(tmp_path: Path) -> None:
    math = '<m:oMath xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"><m:r><m:t>n/N</m:t></m:r></m:oMath>'

    assert pages(tmp_path, word_document(f"<w:p>{math}</w:p>"))[0].text == "n/N"


@pytest.mark.parametrize(("name", "level"), [("heading 2", 2), ("Titre 3", 3), ("Title", 1), ("Body", 0)])
def test_a_style_makes_a_heading_by_its_name_or_the_style_below_it(tmp_path: Path, name: str, level: int) -> None:
    main = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    styles = (
        f'<w:styles {main}><w:style w:styleId="base"><w:name w:val="{name}"/></w:style>'
        '<w:style w:styleId="own"><w:name w:val="Ours"/><w:basedOn w:val="base"/></w:style></w:styles>'
    )
    body = '<w:p><w:pPr><w:pStyle w:val="own"/></w:pPr><w:r><w:t>A title</w:t></w:r></w:p>'

    (page,) = pages(tmp_path, related(body, styles=styles))

    assert [one.level for one in page.headings] == ([level] if level else [])
