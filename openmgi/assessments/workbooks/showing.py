"""Edits of a workbook as a person reads them: labels for codes, and names for fields."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from openmgi.assessments.models import SentWorkbook
from openmgi.assessments.permissions import Access
from openmgi.assessments.workbooks.weighing import NotYoursError, OtherAssessmentError, WorkbookError, sent_of
from openmgi.assessments.workbooks.wording import field_title
from openmgi.core.round_trip import Edit, Key, Met
from openmgi.core.sent_workbook import Sent

_MOST_WORKBOOKS = 20


@dataclass(frozen=True, slots=True)
class ShownEdit:
    """An edit: where it stands, and its three versions. is_outdated: whether what it is about reads otherwise now."""

    at: Key
    sheet: str
    cell: str
    name: str
    sent: str
    returned: str
    stands: str
    is_outdated: bool = False


def show(sent: Sent, found: Sequence[Met | Edit], outdated: Collection[str] = ()) -> list[ShownEdit]:
    """Edits in the words of the workbook, in its order."""
    rows = sent.rows()
    places = {key: place for place, key in enumerate(rows)}

    def shown(one: Met | Edit) -> ShownEdit:
        edit = one.edit if isinstance(one, Met) else one
        labels = rows[edit.key].labels(edit.field)
        return ShownEdit(
            at=(edit.key, edit.field),
            sheet=edit.sheet,
            cell=edit.cell,
            name=field_title(edit.field),
            sent=labels.get(edit.sent, edit.sent),
            returned=labels.get(edit.returned, edit.returned),
            stands=labels.get(one.stands, one.stands) if isinstance(one, Met) else "",
            is_outdated=edit.key in outdated,
        )

    return sorted(map(shown, found), key=lambda one: places[one.at[0]])


@dataclass(frozen=True, slots=True)
class Left:
    """A return of a workbook of which something was not written, and what."""

    at: datetime.datetime
    edits: Sequence[ShownEdit]


def left_of(access: Access) -> list[Left]:
    """What this person sent back in this assessment and was not written, the newest first."""
    mine = SentWorkbook.objects.filter(assessment=access.assessment, user=access.user).exclude(content__returned=[])
    returns = [
        (sent_of(one), came) for one in mine.order_by("-pk")[:_MOST_WORKBOOKS] for came in one.content["returned"]
    ]
    found = [
        Left(datetime.datetime.fromisoformat(came["at"]), show(sent, _left_edits(came)))
        for sent, came in returns
        if came["left"]
    ]
    return sorted(found, key=lambda one: one.at, reverse=True)


def _left_edits(came: Mapping[str, Any]) -> list[Edit]:
    edits = [Edit(**one) for one in came["edits"]]
    return [one for one in edits if [one.key, one.field] in came["left"]]


def refusal(error: WorkbookError) -> str:
    """Why a workbook is not taken back, and what to do."""
    if isinstance(error, OtherAssessmentError):
        return _("This workbook belongs to another assessment. Open that one, and give the workbook there.")
    if isinstance(error, NotYoursError):
        return _("This workbook was sent to somebody else. Only they can send it back.")
    return _(
        "Nothing of this workbook can be written any more: the assessment has moved on, the reply was submitted, or "
        "the task is somebody else’s now. Nothing was changed; keep the file, and ask the coordinator."
    )
