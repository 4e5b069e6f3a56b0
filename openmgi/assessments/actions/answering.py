"""Writing answers and their quotes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from openmgi.assessments.models import Answer, Quote
from openmgi.assessments.permissions import Access
from openmgi.assessments.recording import record
from openmgi.core.answers import CONFIDENCES, Field, state
from openmgi.core.edition import Indicator
from openmgi.core.merging import Conflict, merge
from openmgi.core.workflow import Coding

PRIVATE: tuple[Field, ...] = ("notes",)  # a coder's own; the record says that they changed, not how


class UnknownOptionError(Exception):
    """The indicator has no such option, or there is no such confidence."""


@dataclass(frozen=True, slots=True)
class Saved:
    """What came of saving: the answer as it stands, the fields that were written, and those in conflict."""

    answer: Answer
    written: tuple[Field, ...]
    conflicts: tuple[Conflict[Field], ...]


@transaction.atomic
def save_answer(
    *, access: Access, indicator: Indicator, coding: Coding, written: Mapping[Field, str], saw: Mapping[str, str]
) -> Saved:
    """Write fields of a coding. What somebody else changed meanwhile is not overwritten; the record keeps the attempt.

    saw: for each field the mark (`core.answers.seen`) of what the writer had before them. Raises PermissionDenied,
    UnknownOptionError.
    """
    if coding not in access.writable(indicator.code):
        raise PermissionDenied
    _check_choices(indicator, written)
    answer = locked_answer(access, indicator, coding)
    before = answer.values
    found = merge(before, written, saw)
    if found.changes:
        for field, text in found.changes.items():
            setattr(answer, field, text)
        answer.is_to_confirm = False
        save_state(answer, indicator, access)
        _record(access, answer, "answer_saved", {field: before[field] for field in found.changes}, found.changes)
    if found.conflicts:
        stands = {one.field: one.stands for one in found.conflicts}
        _record(access, answer, "answer_conflict", stands, {one.field: one.written for one in found.conflicts})
    return Saved(answer, tuple(found.changes), found.conflicts)


def _check_choices(indicator: Indicator, written: Mapping[Field, str]) -> None:
    options = {"", *(option.code for option in indicator.options)}
    if written.get("option", "") not in options or written.get("confidence", "") not in CONFIDENCES:
        raise UnknownOptionError


def locked_answer(access: Access, indicator: Indicator, coding: Coding) -> Answer:
    """The answer, which nobody else changes before this transaction ends; an empty one where there is none."""
    answer, _ = Answer.objects.select_for_update().get_or_create(
        assessment=access.assessment,
        indicator=indicator.code,
        coding=coding,
        defaults={"updated_at": timezone.now(), "updated_by": access.user},
    )
    return answer


def save_state(answer: Answer, indicator: Indicator, access: Access) -> None:
    """Note how far the answer is, when, and by whom."""
    answer.state = "begun" if answer.is_to_confirm else state(indicator, answer.values, answer.quotes.count())
    answer.updated_at, answer.updated_by = timezone.now(), access.user
    answer.save()


def _record(access: Access, answer: Answer, kind: str, before: Mapping[Field, str], after: Mapping[Field, str]) -> None:
    def told(values: Mapping[Field, str]) -> dict[str, str]:
        return {field: "…" if field in PRIVATE and text else text for field, text in values.items()}

    record(
        access.assessment,
        kind,
        access.user,
        indicator=answer.indicator,
        coding=answer.coding,
        before=told(before),
        after=told(after),
    )


@dataclass(frozen=True, slots=True)
class QuoteText:
    """What a person says of a quote."""

    text: str
    source_title: str
    source_address: str = ""
    page: str = ""


@transaction.atomic
def add_quote(*, access: Access, indicator: Indicator, coding: Coding, quote: QuoteText) -> Quote:
    """Put a quote below a coding; the same one twice is kept once. Raises PermissionDenied."""
    if coding not in access.writable(indicator.code):
        raise PermissionDenied
    answer = locked_answer(access, indicator, coding)
    words = asdict(quote)
    kept = answer.quotes.filter(**words, version=None).first()
    if kept is not None:
        return kept
    added = Quote.objects.create(answer=answer, created_at=timezone.now(), **words)
    save_state(answer, indicator, access)
    record(access.assessment, "quote_added", access.user, indicator=indicator.code, coding=coding, after=told(added))
    return added


@transaction.atomic
def remove_quote(*, access: Access, indicator: Indicator, quote: Quote) -> None:
    """Take a quote away; the record keeps it. Raises PermissionDenied."""
    answer = quote.answer
    if answer.coding not in access.writable(indicator.code):
        raise PermissionDenied
    before = told(quote)
    quote.delete()
    save_state(answer, indicator, access)
    record(
        access.assessment, "quote_removed", access.user, indicator=indicator.code, coding=answer.coding, before=before
    )


def told(quote: Quote) -> dict[str, Any]:
    """What the record keeps of a quote; of a bound one, also where it stands."""
    kept: dict[str, Any] = {
        "text": quote.text,
        "source_title": quote.source_title,
        "source_address": quote.source_address,
        "page": quote.page,
    }
    if quote.version is not None:
        kept |= {"file": quote.version.file_id, "parts": quote.parts, "heading": quote.heading}
    if quote.translation:
        kept["translation"] = quote.translation
    return kept
