"""The report of a consultation, DOCX and XLSX: who was asked, every comment, what came of it and what it changed."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import xlsxwriter
from django.utils import timezone
from django.utils.translation import get_language, get_language_bidi
from django.utils.translation import gettext as _
from docx import Document as WordDocument
from docx.document import Document as Word
from docx.enum.section import WD_ORIENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from docx.text.paragraph import Paragraph

from openmgi.assessments.consultations import ReplyRow, comments_of, reply_rows
from openmgi.assessments.models import Assessment, Comment
from openmgi.assessments.templatetags.consultation import disposition_name, reply_state, stance_name
from openmgi.assessments.templatetags.work import field_name
from openmgi.core.edition import Indicator
from openmgi.web.templatetags.page import in_language, plain_day

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@dataclass(frozen=True, slots=True)
class Line:
    """A comment as the report tells it, every part as text."""

    institution: str
    about: str
    stance: str
    comment: str
    cited: str
    disposition: str
    reason: str
    changes: Sequence[str]
    settled: str


def lines(assessment: Assessment) -> list[Line]:
    """Every comment of submitted replies, in the order of the profile."""
    return [_line(assessment, one) for one in comments_of(assessment)]


def _line(assessment: Assessment, comment: Comment) -> Line:
    indicator = assessment.spec.indicator(comment.indicator) if comment.indicator else None
    settled = [str(comment.settled_by), plain_day(timezone.localdate(comment.settled_at))] if comment.settled_at else []
    return Line(
        institution=comment.reply.institution,
        about=_about(comment, indicator),
        stance=stance_name(comment.stance),
        comment=comment.text,
        cited=f"“{comment.quoted}” – {comment.version.document}" if comment.version else "",
        disposition=disposition_name(comment.disposition),
        reason=comment.reason,
        changes=[_changed(indicator, name, *sides) for name, sides in comment.change.items()],
        settled=_(", ").join(settled),
    )


def _about(comment: Comment, indicator: Indicator | None) -> str:
    if indicator is not None:
        return f"{indicator.code} {in_language(indicator.question)}"
    return _("Finding: %(text)s") % {"text": comment.about}


def _changed(indicator: Indicator | None, field: str, before: str, after: str) -> str:
    """One field that a comment changed, as a reader would say it."""
    if field == "option" and indicator is not None:
        labels = {one.code: in_language(one.label) for one in indicator.options}
        before, after = labels.get(before, before), labels.get(after, after)
    told = {"field": field_name(field), "before": before or "–", "after": after or "–"}
    return _("%(field)s: %(before)s → %(after)s") % told


def _headings() -> list[str]:
    return [
        _("Institution"), _("On what"), _("Agrees or not"), _("Comment"), _("Document that is cited"), _("Disposition"),
        _("Reason"), _("Change"), _("Settled"),
    ]  # fmt: skip


def _cells(line: Line) -> list[str]:
    return [
        line.institution, line.about, line.stance, line.comment, line.cited, line.disposition, line.reason,
        "\n".join(line.changes), line.settled,
    ]  # fmt: skip


def _institution_headings() -> list[str]:
    return [_("Institution"), _("Asked about"), _("Reply until"), _("State"), _("Comments"), _("Without disposition")]


def _institution_cells(row: ReplyRow) -> list[str]:
    reply = row.reply
    state = _(", ").join(filter(None, [reply_state(row), reply.closed_reason]))
    return [
        reply.institution, " ".join(reply.scopes), plain_day(reply.due), state, str(row.comments), str(row.open),
    ]  # fmt: skip


def _title(assessment: Assessment) -> str:
    return _("Consultation: %(place)s") % {"place": in_language(assessment.place.name)}


def as_xlsx(assessment: Assessment) -> bytes:
    """Two sheets: the comments, and the institutions."""
    target = io.BytesIO()
    rows = reply_rows(assessment, timezone.localdate())
    with xlsxwriter.Workbook(target, {"in_memory": True}) as book:
        book.set_properties({"title": _title(assessment)})
        comments = [_headings(), *(_cells(one) for one in lines(assessment))]
        _sheet(book, _("Comments"), comments, [24, 44, 12, 48, 40, 16, 40, 40, 24])
        institutions = [_institution_headings(), *(_institution_cells(one) for one in rows)]
        _sheet(book, _("Institutions"), institutions, [34, 24, 16, 28, 12, 20])
    return target.getvalue()


def _sheet(book: xlsxwriter.Workbook, name: str, rows: Sequence[Sequence[str]], widths: Sequence[int]) -> None:
    page = book.add_worksheet(name[:31])
    text = book.add_format({"text_wrap": True, "valign": "top"})
    head = book.add_format({"text_wrap": True, "valign": "top", "bold": True, "bottom": 1})
    if get_language_bidi():
        page.right_to_left()
    page.set_landscape()
    page.fit_to_pages(1, 0)
    page.repeat_rows(0)
    page.freeze_panes(1, 0)
    for column, width in enumerate(widths):
        page.set_column(column, column, width)
    for number, row in enumerate(rows):
        for column, cell in enumerate(row):
            page.write_string(number, column, cell, text if number else head)


def as_docx(assessment: Assessment) -> bytes:
    """A document to read and to file: the institutions as a table, then comment by comment."""
    document = WordDocument()
    _prepare(document)
    document.core_properties.title = _title(assessment)
    document.core_properties.language = get_language() or "en"
    _heading(document, _title(assessment), 0)
    _paragraph(document, f"{in_language(assessment.spec.title)} · {plain_day(timezone.localdate())}")
    _heading(document, _("Institutions"), 1)
    rows = reply_rows(assessment, timezone.localdate())
    _table(document, [_institution_headings(), *(_institution_cells(one) for one in rows)])
    _heading(document, _("Comments"), 1)
    found = lines(assessment)
    if not found:
        _paragraph(document, _("No institution has made a comment."))
    for line in found:
        _comment(document, line)
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def _prepare(document: Word) -> None:
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Cm(29.7), Cm(21)
    document.styles["Normal"].font.size = Pt(10)


def _comment(document: Word, line: Line) -> None:
    _heading(document, line.about, 2)
    _told(document, f"{line.institution} ({line.stance})", [line.comment or "–", line.cited])
    settled = f"{line.disposition} ({line.settled})" if line.settled else line.disposition
    _told(document, settled, [line.reason])
    if line.changes:
        _told(document, _("Change"), line.changes)


def _told(document: Word, name: str, texts: Iterable[str]) -> None:
    paragraph = _paragraph(document, "")
    paragraph.add_run(name).bold = True
    for text in filter(None, texts):
        _paragraph(document, text)


def _heading(document: Word, text: str, level: int) -> None:
    _direct(document.add_heading(text, level))


def _paragraph(document: Word, text: str) -> Paragraph:
    return _direct(document.add_paragraph(text))


def _direct(paragraph: Paragraph) -> Paragraph:
    """From right to left, where the language is written so."""
    if get_language_bidi():
        paragraph._p.get_or_add_pPr().append(OxmlElement("w:bidi"))
    return paragraph


def _table(document: Word, rows: Sequence[Sequence[str]]) -> None:
    table = document.add_table(len(rows), len(rows[0]), style="Table Grid")
    if get_language_bidi():
        table._tbl.tblPr.append(OxmlElement("w:bidiVisual"))
    for number, row in enumerate(rows):
        for column, text in enumerate(row):
            cell = table.cell(number, column).paragraphs[0]
            cell.add_run(text).bold = number == 0
            _direct(cell)
    header = table.rows[0]._tr.get_or_add_trPr()
    repeated = OxmlElement("w:tblHeader")
    repeated.set(qn("w:val"), "true")
    header.append(repeated)


WRITERS: dict[str, tuple[Callable[[Assessment], bytes], str]] = {"docx": (as_docx, _DOCX), "xlsx": (as_xlsx, _XLSX)}
