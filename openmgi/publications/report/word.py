"""The report as a document for word processors: real headings, footnotes, lists and tables, to be worked on."""

from __future__ import annotations

import io
from itertools import count
from typing import Any

from docx import Document
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from openmgi.publications.report import colours
from openmgi.publications.report.blocks import (
    Block,
    Facts,
    Findings,
    Heading,
    Items,
    Line,
    Paragraph,
    Picture,
    Piece,
    Report,
    Role,
    Sources,
    Table,
)
from openmgi.publications.report.pdf import png
from openmgi.publications.report.word_parts import (
    Footnotes,
    Lists,
    bookmark,
    dress,
    edge,
    element,
    field,
    link_out,
    link_to,
    run,
    turn,
)
from openmgi.publications.report.word_styles import colour, prepare, properties_of, spoken
from openmgi.publications.report.word_tables import add_table
from openmgi.web.templatetags.page import direction

_STYLES: dict[Role, str] = {
    "body": "Normal",
    "lead": "Lead",
    "aside": "Aside",
    "finding": "Traced finding",
    "asked": "Asked",
    "answer": "Answer",
    "quote": "Quoted",
    "cited": "Cited",
}
_WIDE = 1400  # pixels across the wheel: sharp on paper
_DOTS = {"well_developed": "●", "potential": "○"}


def docx(report: Report) -> bytes:
    """The report as a .docx file."""
    writer = _Writer(report)
    writer.cover()
    writer.contents()
    for block in report.blocks:
        writer.block(block)
    return writer.file()


class _Writer:
    """Writes one report, block by block, at the end of a document."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.document = Document()
        prepare(self.document, report)
        self.footnotes, self.lists = Footnotes(self.document), Lists(self.document)
        self.image = png(report.picture, width=_WIDE)
        self.numbers = count(1)

    def file(self) -> bytes:
        made = io.BytesIO()
        self.document.save(made)
        return made.getvalue()

    # ── words ──

    def paragraph(self, line: Line, style: str = "Normal", *, language: str = "") -> Any:
        """A new paragraph at the end; its language is that of the report unless it is said."""
        made = self.document.add_paragraph()
        if style != "Normal":  # which every paragraph has without a word
            dress(made, style)
        self.fill(made._p, line)
        if language:
            turn(made._p, is_rtl=direction(language) == "rtl")
        return made

    def fill(self, paragraph: Any, line: Line, part: Any = None) -> None:
        """Add words to a paragraph. part: of the file, where it is not the one with the text."""
        for piece in line:
            paragraph.append(self.piece(piece, part or self.document.part))

    def piece(self, piece: Piece, part: Any) -> Any:
        # An address or a code keeps its order where the words around it run from right to left.
        is_latin = piece.style == "code" or piece.link.startswith("http")
        mark = "\u200e" if self.report.direction == "rtl" and is_latin else ""
        made = run(mark + piece.text + mark, *properties_of(piece, self.report.language))
        if not piece.link:
            return made
        if piece.link.startswith("#"):
            return link_to(piece.link[1:], made)
        return link_out(part, piece.link, made)

    def note(self, line: Line) -> Any:
        """The run that refers to a new footnote which says this."""
        style = element("w:pPr", None, element("w:pStyle", {"w:val": "FootnoteText"}))
        made = element("w:p", None, style)
        self.fill(made, line, self.footnotes.part)
        return self.footnotes.add(made)

    def name(self, paragraph: Any, name: str) -> None:
        if name:
            bookmark(paragraph._p, name, next(self.numbers))

    # ── cover and contents ──

    def cover(self) -> None:
        report = self.report
        self.paragraph((Piece(report.author, "muted"),))
        self.paragraph((Piece(f"{report.eyebrow} · {report.subtitle}"),), "Eyebrow")
        self.paragraph((Piece(report.title),), "Title")
        if report.tag:
            self.paragraph((Piece(report.tag, "strong"),))
        self.picture(report.picture, Mm(125))
        self.facts(report.facts)

    def contents(self) -> None:
        """A table of contents that links to each heading at once and has page numbers when the program updates it."""
        self.document.add_heading(self.report.labels.contents, 1)
        begin, code, separate, _shown, end = field('TOC \\o "1-2" \\h \\z \\u', is_dirty=True)
        found = [one for one in self.report.blocks if isinstance(one, Heading) and one.name and _is_listed(one)]
        for place, one in enumerate(found):
            text = f"{one.domain}. {one.text}" if one.domain else one.text
            line = (Piece(text, link=f"#{one.name}"),)
            made = self.paragraph(line, f"Contents {one.level}")._p
            if place == 0:
                for part in (separate, code, begin):
                    made.insert(1, part)
            if place == len(found) - 1:
                made.append(end)

    # ── blocks ──

    def block(self, block: Block) -> None:
        match block:
            case Heading():
                self.heading(block)
            case Paragraph():
                self.said(block)
            case Findings():
                self.findings(block)
            case Items():
                self.items(block)
            case Table():
                self.table(block)
            case Picture():
                self.picture(block, Mm(98))
            case Facts():
                self.facts(block)
            case Sources():
                self.sources(block)

    def heading(self, heading: Heading) -> None:
        made = self.document.add_heading(level=heading.level)
        text = f"{heading.domain}. {heading.text}" if heading.domain and heading.level == 2 else heading.text
        self.fill(made._p, (Piece(text, language=heading.language),))
        if heading.is_opening:
            self.open(made, heading.domain)
        self.name(made, heading.name)

    def open(self, heading: Any, domain: int) -> None:
        """The band at the top of a chapter."""
        heading.paragraph_format.space_before, heading.paragraph_format.space_after = Pt(26), Pt(12)
        fill = colour(colours.of_domain(domain))
        properties = heading._p.get_or_add_pPr()
        edges = [element(f"w:{edge}", {"w:val": "single", "w:sz": 48, "w:space": 1, "w:color": fill})
                 for edge in ("top", "left", "bottom", "right")]  # fmt: skip
        properties.insert_element_before(element("w:pBdr", None, *edges), *_AFTER_BORDERS)
        properties.insert_element_before(_shade(fill), *_AFTER_BORDERS[1:])
        for one in heading.runs:
            one._r.get_or_add_rPr().insert(0, element("w:color", {"w:val": "FFFFFF"}))

    def said(self, paragraph: Paragraph) -> None:
        made = self.paragraph(paragraph.line, _STYLES[paragraph.role], language=paragraph.language)
        if paragraph.role == "quote":
            self.quote(made, paragraph)

    def quote(self, made: Any, quoted: Paragraph) -> None:
        """Set the words of a source apart: their language, and a line where they begin."""
        made.paragraph_format.left_indent = made.paragraph_format.right_indent = Mm(6)
        for one in made._p.iter(qn("w:rPr")):
            one.extend(spoken(quoted.language) if quoted.language else ())
        side = "right" if direction(quoted.language or self.report.language) == "rtl" else "left"
        edge(made._p, side, colour(colours.of_domain(quoted.domain)))

    def findings(self, findings: Findings) -> None:
        dots = self.lists.dots(_DOTS[findings.kind], colour(colours.of_domain(findings.domain)))
        for item in findings.items:
            made = self.item(item.line, "Finding", dots)
            for place, note in enumerate(item.notes):
                if place:
                    made._p.append(run(",", element("w:vertAlign", {"w:val": "superscript"})))
                made._p.append(self.note(note))

    def items(self, items: Items) -> None:
        for number, line in zip(items.numbers or [0] * len(items.lines), items.lines, strict=True):
            chip = (Piece(f"{number}. ", "strong"),) if number else ()
            self.item((*chip, *line), "Item", self.lists.dots("•", colour(colours.of_domain(number))))

    def item(self, line: Line, style: str, numbering: int) -> Any:
        made = self.paragraph(line, style)
        listed = element("w:numPr", None, element("w:ilvl", {"w:val": 0}), element("w:numId", {"w:val": numbering}))
        made._p.get_or_add_pPr()._insert_numPr(listed)
        return made

    def sources(self, sources: Sources) -> None:
        numbering = self.lists.numbers()
        for source in sources.items:
            self.name(self.item(source.line, "Item", numbering), source.name)

    def picture(self, picture: Picture, width: Mm) -> None:
        made = self.document.add_paragraph()
        made.paragraph_format.alignment = 1
        made.add_run().add_picture(io.BytesIO(self.image), width=width)
        for one in made._p.iter(qn("wp:docPr")):
            one.set("descr", picture.words)

    def facts(self, facts: Facts) -> None:
        for name, line in facts.pairs:
            self.paragraph((Piece(f"{name}\u2003", "muted"), *line), "Fact")
        self.paragraph(())

    def table(self, table: Table) -> None:
        if table.caption:
            self.paragraph((Piece(table.caption, "strong"),)).paragraph_format.keep_with_next = True
        add_table(self.document, table, self.fill, is_rtl=self.report.direction == "rtl")
        self.paragraph(())


# What the standard puts after borders and shade of a paragraph.
_AFTER_BORDERS = ("w:shd", "w:tabs", "w:suppressAutoHyphens", "w:bidi", "w:spacing", "w:ind", "w:jc", "w:rPr")


def _is_listed(heading: Heading) -> bool:
    return heading.level == 1 or heading.is_opening


def _shade(fill: str) -> Any:
    return element("w:shd", {"w:val": "clear", "w:color": "auto", "w:fill": fill})
