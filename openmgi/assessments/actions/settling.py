"""Saying what comes of a comment: its disposition, and the change of what was accepted, in one step."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from openmgi.assessments.actions.answering import told as quote_told
from openmgi.assessments.actions.drafting import change_text
from openmgi.assessments.actions.quoting import bound_quote
from openmgi.assessments.actions.replying import anchor_of
from openmgi.assessments.agreeing import agreed_answer
from openmgi.assessments.models import Answer, Comment, Draft, Quote
from openmgi.assessments.permissions import Access
from openmgi.assessments.recording import notify, record
from openmgi.core.answers import Field, chosen, state
from openmgi.core.consultation import DISPOSITIONS, Disposition
from openmgi.core.edition import Indicator
from openmgi.core.merging import merge


class NoReasonError(Exception):
    """Every disposition has a reason, which the institution reads."""


class NothingChangedError(Exception):
    """A disagreement was accepted, and nothing is changed."""


class ChangeNotAcceptedError(Exception):
    """Something is changed, though the comment is not accepted."""


class UnknownOptionError(Exception):
    """The indicator has no such option, or the comment is on a finding that is gone."""


class ChangedMeanwhileError(Exception):
    """What is to be changed says something else than whoever settles has seen."""


@dataclass(frozen=True, slots=True)
class Change:
    """What an accepted comment changes.

    fields: of the answer, or `text` of the finding. saw: for each, the mark of what the person had before them.
    takes_quote: the words that the institution cites become a quote of the answer.
    """

    fields: Mapping[str, str]
    saw: Mapping[str, str]
    takes_quote: bool = False


NO_CHANGE = Change({}, {})
ANSWER_FIELDS: tuple[Field, ...] = ("option", "justification", "looked", "reason")


@transaction.atomic
def settle(
    *, access: Access, comment: Comment, disposition: Disposition, reason: str, change: Change = NO_CHANGE
) -> Comment:
    """Answer a comment of a submitted reply; what was accepted is changed with it. Again replaces the disposition.

    Raises PermissionDenied, NoReasonError, NothingChangedError, ChangeNotAcceptedError, UnknownOptionError,
    ChangedMeanwhileError; then nothing is written.
    """
    access.require("settle")
    locked = Comment.objects.select_for_update(of=("self",)).select_related("reply", "version").get(pk=comment.pk)
    if locked.reply.assessment_id != access.assessment.pk or locked.reply.submitted_at is None:
        raise PermissionDenied
    if disposition not in DISPOSITIONS or not reason.strip():
        raise NoReasonError
    before = {"disposition": locked.disposition, "reason": locked.reason}
    changed = _change(access, locked, change, reason.strip())
    if changed and disposition == "not_accepted":
        raise ChangeNotAcceptedError
    if not changed and disposition == "accepted" and locked.stance == "disagree" and not locked.change:
        raise NothingChangedError
    locked.disposition, locked.reason = disposition, reason.strip()
    locked.change = locked.change | changed
    locked.settled_at, locked.settled_by = timezone.now(), access.user
    locked.save()
    _tell(access, locked, before)
    return locked


def _tell(access: Access, comment: Comment, before: dict[str, str]) -> None:
    after = {
        "comment": comment.pk,
        "institution": comment.reply.institution,
        "disposition": comment.disposition,
        "reason": comment.reason,
        "change": comment.change,
    }
    event = record(
        access.assessment, "comment_settled", access.user, indicator=comment.indicator, before=before, after=after
    )
    notify(access.assessment, event, list(comment.reply.people.all()), comment.reason)


def _change(access: Access, comment: Comment, change: Change, reason: str) -> dict[str, list[str]]:
    """Make the change. Returns what it was: field → what stood before and after."""
    if not comment.indicator:
        return _change_finding(access, comment, change)
    indicator = access.assessment.spec.indicator(comment.indicator)
    answer = agreed_answer(access.assessment, comment.indicator)
    if indicator is None or answer is None:
        return {}
    return _change_answer(access, indicator, answer, comment, change, reason)


def _change_finding(access: Access, comment: Comment, change: Change) -> dict[str, list[str]]:
    if not change.fields:
        return {}
    if comment.draft is None:
        raise UnknownOptionError
    finding = Draft.objects.select_for_update().get(pk=comment.draft.pk)
    spec = finding.spec
    stands = {"text": spec.texts[spec.source]}
    changes = _merged(stands, change)
    if not changes:
        return {}
    change_text(access=access, draft=finding, text=changes["text"])
    return {"text": [stands["text"], changes["text"].strip()]}


def _merged(stands: Mapping[str, str], change: Change) -> dict[str, str]:
    found = merge(stands, change.fields, change.saw)
    if found.conflicts:
        raise ChangedMeanwhileError
    return found.changes


def _change_answer(
    access: Access, indicator: Indicator, answer: Answer, comment: Comment, change: Change, reason: str
) -> dict[str, list[str]]:
    stands: dict[str, str] = {field: getattr(answer, field) for field in ANSWER_FIELDS}
    changes = _merged(
        stands, Change({field: change.fields.get(field, stands[field]) for field in ANSWER_FIELDS}, change.saw)
    )
    if changes.get("option") and chosen(indicator, changes["option"]) is None:
        raise UnknownOptionError
    quote = _quote_of(comment) if change.takes_quote else None
    if not changes and quote is None:
        return {}
    written = _writable(access, answer, reason)
    for field, text in changes.items():
        setattr(written, field, text)
    changed = {field: [stands[field], text] for field, text in changes.items()}
    if quote is not None:
        changed["quote"] = ["", _add(access, written, quote)]
    written.updated_at, written.updated_by = timezone.now(), access.user
    written.state = state(indicator, written.values, written.quotes.count())
    written.save()
    record(
        access.assessment,
        "answer_saved",
        access.user,
        indicator=indicator.code,
        coding=written.coding,
        before={field: before for field, (before, _after) in changed.items() if field != "quote"},
        after={field: after for field, (_before, after) in changed.items() if field != "quote"},
    )
    return changed


def _writable(access: Access, answer: Answer, reason: str) -> Answer:
    """The row to change. What two coders wrote without seeing each other stays: the agreed answer becomes a row."""
    if answer.coding == "agreed" or answer.indicator not in access.double_coded:
        return answer
    quotes = list(answer.quotes.order_by("pk").prefetch_related("drafts"))
    answer.pk, answer._state.adding = None, True
    answer.coding, answer.adjudication, answer.notes = "agreed", reason, ""
    answer.save()
    for quote in quotes:
        _copy(quote, answer)
    return answer


def _copy(quote: Quote, answer: Answer) -> None:
    """The same quote of the agreed answer; findings that rest on it rest on that from now on."""
    findings = list(quote.drafts.all())
    quote.pk, quote._state.adding = None, True
    quote.answer = answer
    quote.save()
    for finding in findings:
        finding.quotes.remove(
            *finding.quotes.filter(answer__indicator=answer.indicator, parts=quote.parts, text=quote.text)
        )
        finding.quotes.add(quote)


def _quote_of(comment: Comment) -> Quote | None:
    """The words that the institution cites, as a quote; None where they stand in no document that has been read."""
    anchor = anchor_of(comment)
    if anchor is None or comment.version is None:
        return None
    return bound_quote(comment.version, anchor)


def _add(access: Access, answer: Answer, quote: Quote) -> str:
    kept = answer.quotes.filter(version=quote.version, parts=quote.parts).first()
    if kept is None:
        quote.answer = answer
        quote.save()
        told: dict[str, Any] = quote_told(quote)
        record(
            access.assessment, "quote_added", access.user, indicator=answer.indicator, coding=answer.coding, after=told
        )
    return quote.words
