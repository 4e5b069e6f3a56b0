"""What a workbook says in the language of whoever fills it in, and what is said of one that came back."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from openmgi.assessments.models import Assessment, Reply
from openmgi.core.round_trip import Problem, ProblemKind
from openmgi.core.sent_workbook import Note
from openmgi.web.templatetags.page import in_language, language_name, plain_day, spoken


def field_title(field: str) -> str:
    """What stands above a column, and names a field in messages."""
    names = {
        "key": _("Code"),
        "question": _("Question"),
        "criteria": _("What the options mean"),
        "option": _("Option"),
        "justification": _("Justification"),
        "looked": _("Where one looked"),
        "reason": _("Why it does not apply"),
        "confidence": _("Confidence"),
        "notes": _("Private notes"),
        "quotes": _("Quotes (to read)"),
        "about": _("Question or draft finding"),
        "answer": _("Answer"),
        "grounds": _("On what it rests"),
        "stance": _("Does your institution agree?"),
        "text": _("Comment"),
    }
    return names[field]


def confidence_labels() -> dict[str, str]:
    return {"high": _("High"), "medium": _("Medium"), "low": _("Low")}


def stance_labels() -> dict[str, str]:
    return {"agree": _("We agree"), "disagree": _("We do not agree")}


def kind_label(kind: str) -> str:
    """What kind of finding it is."""
    return _("A well-developed area") if kind == "well_developed" else _("An area with potential")


def cover_name() -> str:
    """The name of the sheet with the instructions."""
    return _("Read me first")


def hint() -> str:
    """What stands below the title of each sheet."""
    return _("Fill in the coloured cells. Everything else is protected and must come back as it is.")


def too_long(text: str) -> str:
    """What stands in a cell whose text is longer than a cell can hold."""
    return _("Too long for a workbook: change it on the page.") + "\n\n" + text[:1500] + " …"


def answer_notes(assessment: Assessment, person: str, due: str) -> Iterator[Note]:
    """The instructions for somebody who answers indicators."""
    yield from _beginning(assessment, person, _("Answers to indicators"), due)
    yield Note(kind="heading", text=_("What to do"))
    yield Note(kind="editable", text=_("Cells of this colour are yours to fill in."))
    yield _text(_("Each sheet is a domain, each row an indicator. Read what the options mean, then choose one."))
    yield _text(_("Option and confidence have a list: click on the cell, then on the arrow beside it."))
    yield _text(
        _(
            "Quotes can only be read here. A quote is bound to the words of its document, so it is added on the page "
            "of the indicator."
        )
    )
    yield from _ending(person)


def reply_notes(assessment: Assessment, person: str, reply: Reply) -> Iterator[Note]:
    """The instructions for somebody who is consulted."""
    yield from _beginning(assessment, person, reply.institution, plain_day(reply.due))
    yield Note(kind="heading", text=_("What to do"))
    yield Note(kind="editable", text=_("Cells of this colour are yours to fill in."))
    yield _text(
        _("Each sheet is a domain: first the draft findings, then the answers on which they rest, with their sources.")
    )
    yield _text(
        _(
            "Say of each whether your institution agrees: click on the cell, then on the arrow beside it. Whoever does "
            "not agree says why in the comment. What you leave empty is taken as not commented."
        )
    )
    yield _text(_("To cite a document, or to give one, use the page of your reply."))
    yield from _ending(person)
    yield _text(
        _("Sending the workbook back does not submit the reply. Submit it on its page when your institution is ready.")
    )


def _beginning(assessment: Assessment, person: str, what: str, due: str) -> Iterator[Note]:
    yield Note(kind="title", text=in_language(assessment.place.name))
    yield Note(kind="lead", text=in_language(assessment.spec.title))
    yield Note(kind="lead", text=what)
    yield _text(_("For %(person)s") % {"person": person})
    if get_language() not in assessment.spec.asked_in:
        theirs = language_name(spoken(assessment.spec.title))
        yield _text(
            _("The questions do not exist in this language; they stand in %(language)s.") % {"language": theirs}
        )
    if due:
        yield _text(_("Please send it back by %(day)s.") % {"day": due})


def _ending(person: str) -> Iterator[Note]:
    yield _text(_("A new line within a cell: Alt+Enter (in LibreOffice: Ctrl+Enter). Rows and columns can be widened."))
    yield _text(
        _(
            "Write plain text. Formulas, notes beside cells, and rows or sheets of your own cannot be taken back; "
            "leave the sheets their names."
        )
    )
    yield Note(kind="heading", text=_("How to send it back"))
    yield _text(_("Save the file as .xlsx, choose “Workbook” on the site, and give the file there."))
    yield _text(
        _(
            "You see what will change before anything is written. Where the same has been changed on the page "
            "meanwhile, both texts are shown side by side and you choose; nothing is lost."
        )
    )
    yield _text(_("Only %(person)s can send this workbook back.") % {"person": person})


def _text(text: str) -> Note:
    return Note(kind="text", text=text)


def told(problem: Problem) -> str:
    """A problem as a person reads it: where, what is wrong, what to do."""
    values = {
        "where": _where(problem),
        "sheet": problem.sheet,
        "text": _short(problem.text),
        "expected": _short(problem.expected),
    }
    return _problem_text(problem.kind) % values


def _where(problem: Problem) -> str:
    if not problem.cell:
        return _("Sheet “%(sheet)s”") % {"sheet": problem.sheet}
    return _("Sheet “%(sheet)s”, cell %(cell)s") % {"sheet": problem.sheet, "cell": problem.cell}


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 120 else line[:119] + "…"


def _problem_text(kind: ProblemKind) -> str:
    texts = {
        "sheet_missing": _("%(where)s is missing. Put it back, or give it its name again."),
        "sheet_unknown": _(
            "%(where)s was not sent. Move what it says (“%(text)s”) into the cells for it, and delete the sheet."
        ),
        "key_changed": _("%(where)s: the code of this row was “%(expected)s” and is now “%(text)s”. Put it back."),
        "row_unknown": _("%(where)s: a row that was not sent (“%(text)s”). Delete it."),
        "row_missing": _("%(where)s: the row of %(expected)s is gone. Put it back; leave it as it was sent."),
        "row_doubled": _("%(where)s: the row of %(text)s stands there twice. Delete one of them."),
        "cell_changed": _(
            "%(where)s: this cell must not be changed. It was “%(expected)s” and is now “%(text)s”. Put it back."
        ),
        "stray": _("%(where)s: nothing may stand here (“%(text)s”). Move it into a coloured cell."),
        "note": _(
            "%(where)s has a note beside it (“%(text)s”), which would be lost. "
            "Move it into the cell, and delete the note."
        ),
        "not_an_option": _("%(where)s: “%(text)s” is not in the list. Choose one of: %(expected)s."),
        "too_long": _("%(where)s: longer than %(expected)s letters. Write it on the page instead."),
        "formula": _("%(where)s: a formula (%(text)s). Write the text itself."),
        "error": _("%(where)s: an error value (%(text)s). Write the text itself."),
        "not_text": _(
            "%(where)s: a number or a date (%(text)s), of which it is not certain how it should read. "
            "Type it as text, with an apostrophe before it."
        ),
    }
    return texts[kind]
