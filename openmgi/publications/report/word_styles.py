"""How the word-processor document looks: page, styles, header, footer, and what the file says of itself."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Any

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from openmgi.publications.report import colours
from openmgi.publications.report.blocks import Piece, Report
from openmgi.publications.report.word_parts import element, field, run
from openmgi.web.templatetags.page import direction

_TEXT, _HEADINGS, _ARABIC = "Calibri", "Cambria", "Arial"
# A language with the country in whose spelling the UN writes it, as word processors want it.
_LOCALES = {"en": "en-GB", "fr": "fr-FR", "es": "es-ES", "ar": "ar-SA"}
# Name, the style it is based on, size in points, space before and after, colour.
_PARAGRAPHS = (
    ("Eyebrow", "Normal", 13, 48, 6, colours.MUTED),
    ("Lead", "Normal", 13, 0, 10, colours.INK),
    ("Fact", "Normal", 10.5, 0, 2, colours.INK),
    ("Item", "Normal", 10.5, 0, 3, colours.INK),
    ("Aside", "Normal", 9.5, 0, 8, colours.MUTED),
    ("Finding", "Normal", 10.5, 0, 6, colours.INK),
    ("Asked", "Normal", 9.5, 6, 2, colours.INK),
    ("Answer", "Normal", 9.5, 0, 3, colours.INK),
    ("Quoted", "Normal", 9.5, 2, 2, colours.INK),
    ("Cited", "Normal", 8.5, 0, 5, colours.MUTED),
    ("Cell", "Normal", 9.5, 2, 2, colours.INK),
    ("Small cell", "Normal", 8.5, 1, 1, colours.INK),
    ("Traced finding", "Normal", 10.5, 13, 3, colours.INK),
    ("Footnote Text", "Normal", 8.5, 0, 2, colours.INK),
    ("Contents 1", "Normal", 11, 6, 2, colours.INK),
    ("Contents 2", "Normal", 10.5, 0, 2, colours.INK),
)
_HEADING_SIZES: dict[str, float] = {"Title": 30, "Heading 1": 24, "Heading 2": 16, "Heading 3": 12}


def locale_of(language: str) -> str:
    """The language as a word processor knows it."""
    return _LOCALES.get(language, language)


def colour(value: str) -> str:
    """`#1f5196` as a word processor writes it."""
    return value.removeprefix("#").upper()


def prepare(document: Document, report: Report) -> None:
    """Give an empty document the look of the report."""
    _styles(document, report)
    _page(document, report)
    _properties(document, report)


def _styles(document: Document, report: Report) -> None:
    is_rtl = report.direction == "rtl"
    styles = document.styles
    normal: Any = styles["Normal"]
    _fonts(normal, _TEXT)
    normal.font.size = Pt(10.5)
    normal.font.color.rgb = RGBColor.from_string(colour(colours.INK))
    normal.paragraph_format.space_after = Pt(8)
    normal.paragraph_format.line_spacing = 1.15
    _speak(normal.element.get_or_add_rPr(), report.language, is_rtl=is_rtl)
    if is_rtl:
        normal.element.get_or_add_pPr().insert_element_before(element("w:bidi"), "w:spacing", "w:ind", "w:jc")
    for name, size in _HEADING_SIZES.items():
        _heading(styles[name], size)
    for name, base, size, before, after, ink in _PARAGRAPHS:
        _paragraph(styles, name, base, size, (before, after), ink)
    styles["Traced finding"].font.bold = styles["Traced finding"].font.cs_bold = True
    styles["Contents 2"].paragraph_format.left_indent = Mm(6)
    _fonts(styles["Lead"], _HEADINGS)
    for name in ("Asked", "Traced finding", "Quoted"):
        styles[name].paragraph_format.keep_with_next = True
    reference: Any = styles.add_style("Footnote Reference", WD_STYLE_TYPE.CHARACTER)
    reference.font.superscript = True
    link: Any = styles.add_style("Hyperlink", WD_STYLE_TYPE.CHARACTER)
    link.font.color.rgb = RGBColor.from_string(colour(colours.LINK))


def _heading(style: Any, size: float) -> None:
    _fonts(style, _HEADINGS)
    style.font.size = Pt(size)
    style.font.bold = True
    style.font.italic = False
    style.font.color.rgb = RGBColor.from_string(colour(colours.INK))
    style.paragraph_format.keep_with_next = True
    style.font.cs_bold = True
    _complex_size(style, size)
    for border in style.element.findall(f".//{qn('w:pBdr')}"):
        border.getparent().remove(border)
    if style.name == "Heading 1":
        style.paragraph_format.page_break_before = True
        style.paragraph_format.space_after = Pt(14)


def _paragraph(styles: Any, name: str, base: str, size: float, space: tuple[float, float], ink: str) -> None:
    style = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = styles[base]
    style.font.size = Pt(size)
    style.font.color.rgb = RGBColor.from_string(colour(ink))
    style.paragraph_format.space_before, style.paragraph_format.space_after = map(Pt, space)
    _complex_size(style, size)


def _complex_size(style: Any, size: float) -> None:
    """The size of letters of Arabic and other scripts that a word processor counts apart."""
    properties = style.element.get_or_add_rPr()
    for one in properties.findall(qn("w:szCs")):
        properties.remove(one)
    properties.append(element("w:szCs", {"w:val": round(size * 2)}))


def _fonts(style: Any, name: str) -> None:
    properties = style.element.get_or_add_rPr()
    for one in properties.findall(qn("w:rFonts")):
        properties.remove(one)
    fonts = {"w:ascii": name, "w:hAnsi": name, "w:eastAsia": name, "w:cs": _ARABIC}
    properties.insert(0, element("w:rFonts", fonts))


def _speak(properties: Any, language: str, *, is_rtl: bool) -> None:
    """Properties in the order of the standard: size of complex scripts, direction, language."""
    for tag in ("w:szCs", "w:rtl", "w:lang"):
        for one in properties.findall(qn(tag)):
            properties.remove(one)
    properties.append(element("w:szCs", {"w:val": 23}))
    if is_rtl:
        properties.append(element("w:rtl"))
    spoken = locale_of(language)
    properties.append(element("w:lang", {"w:val": spoken, "w:eastAsia": spoken, "w:bidi": spoken}))


def _page(document: Document, report: Report) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(30)
    section.top_margin, section.bottom_margin = Mm(30), Mm(26)
    section.different_first_page_header_footer = True
    if report.direction == "rtl":
        section._sectPr.insert_element_before(element("w:bidi"), "w:rtlGutter", "w:docGrid")
    section.header.paragraphs[0].text = report.running
    foot = section.footer.paragraphs[0]
    before, middle, after = _around(report.labels.page)
    mark = "\u200e" if report.direction == "rtl" else ""
    shown = [run(f"{report.permanent}{mark}   ·   {before}"), *field("PAGE", "1")]
    foot._p.extend([*shown, run(middle), *field("NUMPAGES", "1"), run(after)])
    for paragraph in (section.header.paragraphs[0], foot):
        paragraph.style = document.styles["Aside"]


def _around(label: str) -> tuple[str, str, str]:
    """What stands before, between and after the two numbers of `Page %(page)s of %(pages)s`."""
    before, _, rest = label.partition("%(page)s")
    middle, _, after = rest.partition("%(pages)s")
    return before, middle, after


def _properties(document: Document, report: Report) -> None:
    known = document.core_properties
    known.title, known.author = report.title[:255], report.author[:255]
    known.subject = report.description[:255]
    known.keywords = ", ".join(report.keywords)[:255]
    known.language = locale_of(report.language)
    known.comments = ""
    known.identifier = report.permanent[:255]
    day = datetime.datetime.fromisoformat(report.day).replace(tzinfo=datetime.UTC)
    known.created = known.modified = day
    known.last_modified_by = report.author[:255]
    known.revision = 1


def properties_of(piece: Piece, language: str) -> Iterator[Any]:
    """How a piece of a report in this language is set, in the order of the standard."""
    if piece.link:
        yield element("w:rStyle", {"w:val": "Hyperlink"})
    if piece.style == "strong":
        yield from (element("w:b"), element("w:bCs"))
    if piece.style == "title" and direction(piece.language or language) == "ltr":
        yield element("w:i")
    if piece.style in {"muted", "untraced", "code"}:
        yield element("w:color", {"w:val": colour(colours.MUTED)})
    if piece.language:
        yield from spoken(piece.language)
    elif direction(language) == "rtl" and (piece.style == "code" or piece.link.startswith("http")):
        yield element("w:rtl", {"w:val": 0})


def spoken(language: str) -> Iterator[Any]:
    """The properties of words in this language."""
    yield element("w:rtl", {"w:val": int(direction(language) == "rtl")})
    yield element("w:lang", {"w:val": locale_of(language), "w:bidi": locale_of(language)})
