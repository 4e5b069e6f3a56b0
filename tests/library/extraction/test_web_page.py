"""Web pages and plain text give what a reader sees, in sections."""

from __future__ import annotations

from pathlib import Path

import pytest

from openmgi.core.document import Page
from openmgi.library.extraction import plain_text, web_page
from openmgi.library.extraction.sections import Block, pages_of


def pages(folder: Path, content: str | bytes) -> list[Page]:
    (folder / "file.html").write_bytes(content.encode() if isinstance(content, str) else content)
    return list(pages_of(web_page.blocks_of(folder / "file.html")))


def text(folder: Path, content: str | bytes) -> str:
    return "\f".join(page.text for page in pages(folder, content))


def plain(folder: Path, content: bytes) -> list[Page]:
    (folder / "file.txt").write_bytes(content)
    return list(pages_of(plain_text.blocks_of(folder / "file.txt")))


def test_a_section_is_a_page_with_its_heading(tmp_path: Path) -> None:
    found = pages(tmp_path, "<html><h1>Law</h1><h2>Aims</h2><p>To be fair.</p><h2>Means</h2><p>A register.</p></html>")

    assert [page.text for page in found] == ["Law\n\nAims\n\nTo be fair.", "Means\n\nA register."]
    assert [(one.start, one.level, one.text) for one in found[0].headings] == [(0, 1, "Law"), (5, 2, "Aims")]


def test_what_surrounds_the_text_is_left_out(tmp_path: Path) -> None:
    content = """<html><head><title>t</title><style>p{}</style></head><body><nav>Menu</nav><p>The law.</p>
    <script>x</script><p hidden>no</p><p style="display:none">no</p><div role="navigation">no</div>
    <select><option>no</select><svg><text>no</text></svg></body></html>"""

    assert text(tmp_path, content) == "The law."


def test_the_main_part_is_read_when_most_of_the_text_is_in_it(tmp_path: Path) -> None:
    long, short = "The law says this. " * 9, "<p>Follow us</p>"

    assert text(tmp_path, f"<body>{short}<main><p>{long}</p></main></body>") == long.strip()
    assert "Follow us" in text(tmp_path, f"<body>{short}<p>{long}</p><main><p>Search</p></main></body>")


def test_words_within_a_line_stay_together_and_spaces_are_one(tmp_path: Path) -> None:
    content = "<p>The <b>right</b>\n  to <a href='#'>ap</a>peal<sup>2</sup><br>is free&nbsp;: always.</p>"

    assert text(tmp_path, content) == "The right to appeal2\nis free\u00a0: always."


def test_items_have_the_numbers_that_the_page_shows(tmp_path: Path) -> None:
    content = "<ol start=3><li>three<li value=7><p>seven</p><ul><li>below</ul><li>eight</ol><p>After.</p>"

    assert text(tmp_path, content) == "3. three\n7. seven\n\nbelow\n8. eight\n\nAfter."


def test_a_row_of_a_table_is_a_line(tmp_path: Path) -> None:
    content = "<table><tr><th>Permit<th>Fee<tr><td><p>Work</p><p>or study</p><td>12</table><p>After.</p>"

    assert text(tmp_path, content) == "Permit\tFee\nWork\nor study\t12\n\nAfter."


def test_a_table_that_only_places_things_is_no_table(tmp_path: Path) -> None:
    content = "<table><tr><td>Left<td><h2>Law</h2><p>It applies.</p><table><tr><td>a<td>b</table></table>"

    assert text(tmp_path, content) == "Left\fLaw\n\nIt applies.\n\na\tb"


def test_preformatted_text_keeps_its_lines(tmp_path: Path) -> None:
    assert text(tmp_path, "<pre>Article 1\n   (a) one\n   (b) two</pre>") == "Article 1\n   (a) one\n   (b) two"


SENTENCE = "L’étranger a droit à l’éducation."


@pytest.mark.parametrize(
    "content",
    [
        f"<p>{SENTENCE}".encode(),
        f"<meta charset=iso-8859-1><p>{SENTENCE}".encode("cp1252"),
        f"<p>{SENTENCE}".encode("cp1252"),
        f"<meta charset=iso-8859-1><p>{SENTENCE}".encode(),  # says one thing, is another
        f"\ufeff<p>{SENTENCE}".encode("utf-16-be"),
        f"<?xml version='1.0' encoding='utf-8'?><html><p>{SENTENCE}".encode(),
        f"<meta http-equiv='Content-Type' content='text/html; charset=x-none'><p>{SENTENCE}".encode("cp1252"),
    ],
)
def test_letters_are_right_in_whatever_encoding_a_page_comes(tmp_path: Path, content: bytes) -> None:
    assert text(tmp_path, b"<html>" + content if content[:1] == b"<" and b"<?" not in content else content) == SENTENCE


@pytest.mark.parametrize(
    ("sentence", "encoding"),
    [
        (SENTENCE, "utf-8"),
        (SENTENCE, "utf-8-sig"),
        (SENTENCE, "utf-16"),
        (SENTENCE, "utf-16-le"),
        (SENTENCE, "utf-32"),
        (SENTENCE, "cp1252"),
        ("للأجنبي الحق في التعليم وفقا لأحكام هذا القانون", "cp1256"),
        ("للأجنبي الحق في التعليم وفقا لأحكام هذا القانون", "utf-16-le"),
        ("Иностранец имеет право на образование", "cp1251"),
        ("", "utf-8"),
    ],
)
def test_plain_text_is_read_in_its_encoding(tmp_path: Path, sentence: str, encoding: str) -> None:
    assert [page.text for page in plain(tmp_path, sentence.encode(encoding))] == ([sentence] if sentence else [])


def test_plain_text_has_sections_too(tmp_path: Path) -> None:
    content = b"THE LAW\r\n\r\nArticle 1 - Scope\r\n\r\nIt applies\r\nto all.\r\n\r\n# Note\r\n\r\nOf old.\fNext page"

    found = plain(tmp_path, content)

    assert [page.text for page in found] == [
        "THE LAW\n\nArticle 1 - Scope\n\nIt applies\nto all.",
        "# Note\n\nOf old.",
        "Next page",
    ]
    assert [(one.level, one.text) for page in found for one in page.headings] == [
        (1, "THE LAW"),
        (6, "Article 1 - Scope"),
        (1, "# Note"),
    ]


def test_articles_are_found_in_text_without_empty_lines_too(tmp_path: Path) -> None:
    found = plain(tmp_path, b"A law\nArticle 1\nIt applies\nto all.\nArticle 2\nIt ends.")

    assert [page.text for page in found] == ["A law", "Article 1\n\nIt applies\nto all.", "Article 2\n\nIt ends."]


def test_long_sections_are_cut_between_paragraphs_and_longer_paragraphs_at_a_space() -> None:
    words = "word " * 1000
    found = list(pages_of([Block("Title", 1), *[Block(words)] * 3, Block("x" * 50_000)]))

    assert max(len(page.text) for page in found) <= 20_000
    assert [len(page.headings) for page in found] == [1] + [0] * (len(found) - 1)
    assert "".join(page.text for page in found).count("word") == 3000
    assert "".join(page.text for page in found).count("x") == 50_000


@pytest.mark.parametrize(
    ("line", "level"),
    [
        ("BOOK I", 1),
        ("TITRE II – Des étrangers", 2),
        ("Capítulo 3", 3),
        ("Section IV", 4),
        ("Article premier", 6),
        ("Artículo 12.- Del retorno", 6),
        ("المادة 5", 6),
        ("الفصل الأول", 3),
        ("PREAMBLE", 2),
        ("Article 12 applies to everyone", 0),
        ("Section 5 of the law", 0),
        ("Part of this", 0),
        ("Article 4 is repealed.", 0),
        ("It applies.", 0),
        ("", 0),
    ],
)
def test_laws_name_their_parts_alike(tmp_path: Path, line: str, level: int) -> None:
    from openmgi.library.extraction.headings import level_of  # noqa: PLC0415

    assert level_of(line) == level
