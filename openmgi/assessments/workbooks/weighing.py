"""A workbook that came back against what stands now: whose it is, what it would change, what it cannot change."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from openmgi.assessments.models import Answer, Comment, Draft, Reply, SentWorkbook
from openmgi.assessments.permissions import Access
from openmgi.assessments.workbooks.laying import asked_drafts, asked_indicators, lay_reply, writable_coding
from openmgi.core.edition import Indicator
from openmgi.core.round_trip import Edit, Key, Met, weigh
from openmgi.core.sent_workbook import Sent, SentRow
from openmgi.core.workflow import Coding

_ABOUT = ("about", "answer", "grounds")  # the columns that say about what an institution is asked


class WorkbookError(Exception):
    """A workbook that cannot be taken back; the class says why."""


class NotYoursError(WorkbookError):
    """It was sent to somebody else."""


class OtherAssessmentError(WorkbookError):
    """It belongs to another assessment."""


class NoLongerOpenError(WorkbookError):
    """Nothing of it may be written any more: the stage has moved on, or the reply was submitted."""


@dataclass(frozen=True, slots=True)
class Target:
    """What a row writes to: a coding of an indicator, or what an institution says of an answer or a finding."""

    about: Indicator | Draft
    coding: Coding | None
    values: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Weighing:
    """What the edits of a workbook come to.

    changes: what can be written. conflicts: what somebody else changed meanwhile. closed: edits of rows that this
    person may no longer write. outdated: rows that are about something that reads otherwise now.
    """

    changes: Sequence[Met]
    conflicts: Sequence[Met]
    closed: Sequence[Edit]
    targets: Mapping[str, Target]
    outdated: Collection[str] = frozenset()


def sent_of(workbook: SentWorkbook) -> Sent:
    """What a workbook said when it was sent."""
    return Sent.model_validate(workbook.content["sent"])


def weigh_workbook(
    access: Access, workbook: SentWorkbook, edits: Sequence[Edit], decided: Mapping[Key, str] | None = None
) -> Weighing:
    """What the edits would do now. decided: see `core.round_trip.seen`. Raises WorkbookError."""
    _check(access, workbook)
    sent = sent_of(workbook)
    targets = _targets(access, sent)
    if not targets:
        raise NoLongerOpenError
    open_edits = [one for one in edits if one.key in targets]
    found = weigh(open_edits, {key: one.values for key, one in targets.items()}, decided or {})
    closed = [one for one in edits if one.key not in targets]
    edited = {one.key for one in open_edits}
    return Weighing(found.changes, found.conflicts, closed, targets, _outdated(access, sent, edited))


def _check(access: Access, workbook: SentWorkbook) -> None:
    if workbook.assessment_id != access.assessment.pk:
        raise OtherAssessmentError
    if workbook.user_id != access.user.pk:
        raise NotYoursError


def _targets(access: Access, sent: Sent) -> dict[str, Target]:
    """The rows that this person may write now."""
    rows = sent.rows()
    return _answers(access, rows) if sent.kind == "answers" else _comments(access, sent, rows)


def _outdated(access: Access, sent: Sent, edited: Collection[str]) -> Collection[str]:
    """The rows of an institution, among those edited, whose finding or answer reads otherwise than it was sent."""
    reply = open_reply(access, sent) if edited else None
    if reply is None:
        return frozenset()
    now, then = lay_reply(access, reply, sent.language).rows(), sent.rows()
    return frozenset(key for key in edited if any(now[key].cell(one) != then[key].cell(one) for one in _ABOUT))


def _answers(access: Access, rows: Mapping[str, SentRow]) -> dict[str, Target]:
    codes = [row.about["indicator"] for row in rows.values()]
    stored = Answer.objects.filter(assessment=access.assessment, indicator__in=codes)
    values = {(one.indicator, one.coding): _texts(one) for one in stored}
    found = {}
    for key, row in rows.items():
        indicator = access.assessment.spec.indicator(row.about["indicator"])
        coding = writable_coding(access, row.about["indicator"])
        if indicator is not None and coding is not None and coding == row.about["coding"]:
            found[key] = Target(indicator, coding, values.get((indicator.code, coding), {}))
    return found


def open_reply(access: Access, sent: Sent) -> Reply | None:
    """The reply of a workbook, if the person may write it now."""
    if sent.reply is None or not access.may("reply"):
        return None
    mine = Reply.objects.filter(assessment=access.assessment, people=access.user, pk=sent.reply)
    return next((one for one in mine if one.is_open), None)


def _comments(access: Access, sent: Sent, rows: Mapping[str, SentRow]) -> dict[str, Target]:
    reply = open_reply(access, sent)
    if reply is None:
        return {}
    comments = list(reply.comments.all())
    on = {str(one.draft_id): _texts(one) for one in comments if one.draft_id}
    of = {one.indicator: _texts(one) for one in comments if one.indicator}
    drafts = {str(one.pk): one for one in asked_drafts(reply)}
    indicators = {one.code: one for domain in access.assessment.spec.domains for one in asked_indicators(reply, domain)}
    found = {}
    for key, row in rows.items():
        draft, indicator = drafts.get(row.about.get("finding", "")), indicators.get(row.about.get("indicator", ""))
        if draft is not None:
            found[key] = Target(draft, None, on.get(str(draft.pk), {}))
        elif indicator is not None:
            found[key] = Target(indicator, None, of.get(indicator.code, {}))
    return found


def _texts(written: Answer | Comment) -> dict[str, str]:
    return {str(field): text for field, text in written.values.items()}
