"""An assessment as files, JSON, CSV and XLSX: everything the person may see. docs/workspace.md describes them."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator
from typing import Any

import xlsxwriter
from django.db.models import Prefetch

from openmgi.assessments.histories import may_know, talk
from openmgi.assessments.models import Answer, Assessment, Event, Flag, Quote
from openmgi.assessments.permissions import Access
from openmgi.core.answers import FIELDS
from openmgi.core.assessment_file import (
    AnswerRecord,
    AssessedPlace,
    AssessmentFile,
    AssignmentRecord,
    EventRecord,
    FlagRecord,
    MemberRecord,
    MessageRecord,
    QuoteRecord,
    SetUp,
)
from openmgi.core.spreadsheet import harmless_row

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
COLUMNS = (
    "assessment", "place", "edition", "round", "stage", "domain", "topic", "indicator", "question", "coding", "option",
    "justification", "confidence", "looked", "reason", "notes", "adjudication", "state", "updated_at", "updated_by",
    "quotes",
)  # fmt: skip


def assessment_file(access: Access) -> AssessmentFile:
    """Everything: set-up, people, answers with quotes, talk, flags, history."""
    assessment = access.assessment
    events = Event.objects.filter(assessment=assessment.pk).order_by("at", "pk")
    said = talk(access)
    return AssessmentFile(
        assessment=_set_up(assessment),
        members=tuple(
            MemberRecord(name=str(one.user), role=one.role)
            for one in assessment.members.select_related("user").order_by("role", "user__name")
        ),
        assignments=tuple(
            AssignmentRecord(name=str(one.user), coding=one.coding, scope=one.scope)
            for one in assessment.assignments.select_related("user").order_by("coding", "scope", "user__name")
        ),
        answers=tuple(_answer(access, one) for one in visible_answers(access)),
        messages=tuple(
            MessageRecord(indicator=one.indicator, author=str(one.author), at=one.created_at.isoformat(), text=one.text)
            for one in said.messages
        ),
        flags=tuple(_flag(one) for one in said.flags),
        history=tuple(_event(one) for one in events if may_know(access, one)),
    )


def _set_up(assessment: Assessment) -> SetUp:
    place = assessment.place
    return SetUp(
        id=assessment.pk,
        place=AssessedPlace(code=place.code, name=place.name, country=place.country),
        level=place.level,
        edition=assessment.edition.code,
        round=assessment.round,
        previous=assessment.previous_id,
        cut_off_date=assessment.cut_off_date.isoformat(),
        languages=assessment.languages,
        stage=assessment.stage,
        due=assessment.due,
        double_coded=assessment.double_coded,
    )


def _flag(flag: Flag) -> FlagRecord:
    return FlagRecord(
        indicator=flag.indicator,
        text=flag.text,
        raised_by=str(flag.raised_by),
        addressed_to=str(flag.addressed_to),
        raised_at=flag.raised_at.isoformat(),
        resolution=flag.resolution,
        resolved_by=str(flag.resolved_by) if flag.resolved_by else None,
        resolved_at=flag.resolved_at.isoformat() if flag.resolved_at else None,
    )


def _event(event: Event) -> EventRecord:
    return EventRecord(
        at=event.at.isoformat(),
        by=event.actor_name,
        kind=event.kind,
        indicator=event.indicator,
        coding=event.coding,
        before=event.before,
        after=event.after,
    )


def visible_answers(access: Access) -> list[Answer]:
    """The codings that the person may see, in the order of the questions."""
    order = {one.code: place for place, one in enumerate(access.assessment.spec.indicators())}
    answers = (
        access.assessment.answers.select_related("updated_by")
        .prefetch_related(Prefetch("quotes", Quote.objects.shown()))
        .order_by("coding")
    )
    seen = [one for one in answers if one.indicator in order and one.coding in access.visible(one.indicator)]
    return sorted(seen, key=lambda one: (order[one.indicator], one.coding))


def _answer(access: Access, answer: Answer) -> AnswerRecord:
    values: dict[str, Any] = dict(answer.values.items())
    if answer.coding not in access.own(answer.indicator):
        values["notes"] = None
    return AnswerRecord(
        indicator=answer.indicator,
        coding=answer.coding,
        **values,
        adjudication=answer.adjudication,
        state=answer.state,
        updated_at=answer.updated_at.isoformat(),
        updated_by=str(answer.updated_by),
        quotes=tuple(_quote(one) for one in answer.quotes.all()),
    )


def _quote(quote: Quote) -> QuoteRecord:
    return QuoteRecord(
        text=quote.text,
        source_title=quote.source_title,
        source_address=quote.source_address,
        page=quote.page,
        reading=quote.reading,
        file=quote.version.file_id if quote.version else None,
        parts=tuple((page, start, end) for page, start, end in quote.parts),
        heading=quote.heading,
        language=quote.language,
        translation=quote.translation,
        state=quote.state,
        kept=quote.kept,
    )


def rows(access: Access) -> Iterator[list[str]]:
    """The answers as a table, one row for each coding."""
    assessment = access.assessment
    language = assessment.spec.languages[0]
    places = {one.code: (domain, topic, one) for domain, topic, one in assessment.spec.placed()}
    for answer in visible_answers(access):
        domain, topic, indicator = places[answer.indicator]
        told = _answer(access, answer)
        quotes = [
            f"“{one.reading or one.text}” {one.source_title}, {one.page} {one.source_address}" for one in told.quotes
        ]
        yield [
            str(assessment.pk), str(assessment.place), assessment.edition.code, str(assessment.round),
            assessment.stage, str(domain.number), topic.code, indicator.code, indicator.question[language],
            answer.coding, *(getattr(told, field) or "" for field in FIELDS), answer.adjudication, answer.state,
            told.updated_at, told.updated_by, "\n".join(quotes),
        ]  # fmt: skip


def as_json(access: Access) -> bytes:
    return assessment_file(access).model_dump_json(indent=2).encode()


def as_csv(access: Access) -> bytes:
    """With a byte order mark, for spreadsheet programs; nothing in it is run as a formula."""
    table = io.StringIO()
    writer = csv.writer(table)
    writer.writerow(COLUMNS)
    writer.writerows(map(harmless_row, rows(access)))
    return table.getvalue().encode("utf-8-sig")


def as_xlsx(access: Access) -> bytes:
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as book:
        page = book.add_worksheet("answers")
        text = book.add_format({"text_wrap": True, "valign": "top"})
        page.freeze_panes(1, 0)
        for number, row in enumerate([list(COLUMNS), *rows(access)]):
            for column, cell in enumerate(row):
                page.write_string(number, column, cell, text)
        page.set_column(0, len(COLUMNS) - 1, 18)
    return target.getvalue()


WRITERS: dict[str, tuple[Callable[[Access], bytes], str]] = {
    "json": (as_json, "application/json"),
    "csv": (as_csv, "text/csv; charset=utf-8"),
    "xlsx": (as_xlsx, _XLSX),
}
