"""Sending a workbook out to be filled in off line, and taking it back."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone

from openmgi.assessments.actions.answering import Saved, save_answer
from openmgi.assessments.actions.replying import Said, comment, require_open
from openmgi.assessments.models import Reply, SentWorkbook
from openmgi.assessments.permissions import Access
from openmgi.assessments.recording import record
from openmgi.assessments.workbooks.laying import lay_answers, lay_reply
from openmgi.assessments.workbooks.weighing import (
    Target,
    WorkbookError,
    open_reply,
    sent_of,
    weigh_workbook,
)
from openmgi.core.edition import Indicator
from openmgi.core.round_trip import Edit, Key, Met, by_row, seen


class NothingToSendError(WorkbookError):
    """There is nothing that this person may write now."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What came of a workbook: what was written, what is in conflict, what may no longer be written."""

    written: Sequence[Met]
    conflicts: Sequence[Met]
    closed: Sequence[Edit]


@transaction.atomic
def send_workbook(*, access: Access, language: str, reply: Reply | None = None) -> SentWorkbook:
    """Keep what stands now in everything that a person may write, so that it can be compared with what comes back.

    reply: for somebody who is consulted; without it, the codings of an analyst. Raises PermissionDenied,
    NothingToSendError.
    """
    if reply is not None:
        require_open(access, reply)
    sent = lay_answers(access, language) if reply is None else lay_reply(access, reply, language)
    if not sent.sheets:
        raise NothingToSendError
    workbook = SentWorkbook.objects.create(
        code=uuid.uuid4().hex,
        assessment=access.assessment,
        user=access.user,
        kind=sent.kind,
        content={"sent": sent.model_dump(mode="json"), "returned": []},
        sent_at=timezone.now(),
    )
    after = {"workbook": workbook.code, "kind": sent.kind, "rows": len(sent.rows())}
    record(access.assessment, "workbook_sent", access.user, after=after)
    return workbook


@transaction.atomic
def take_back(
    *, access: Access, workbook: SentWorkbook, edits: Sequence[Edit], decided: Mapping[Key, str] | None = None
) -> Taken:
    """Write what was edited in a workbook. What somebody else changed meanwhile is not overwritten, unless decided.

    decided: row and field → mark of what stood there when the person chose their own text instead. What came back is
    kept with the workbook, and what was not written in the record too. Raises WorkbookError; then nothing is written.
    """
    locked = SentWorkbook.objects.select_for_update().get(pk=workbook.pk)
    found = weigh_workbook(access, locked, edits, decided)
    reply = open_reply(access, sent_of(locked))
    written, conflicts = [], []
    for key, row in by_row([one for one in edits if one.key in found.targets]).items():
        target = found.targets[key]
        saved = _write(access, reply, target, row, decided or {})
        stands: dict[str, str] = {one.field: one.stands for one in saved.conflicts}
        written += [Met(one, target.values.get(one.field, "")) for one in row if one.field in saved.written]
        conflicts += [Met(one, stands[one.field]) for one in row if one.field in stands]
    taken = Taken(written, conflicts, found.closed)
    _keep(access, locked, edits, taken)
    return taken


def _write(
    access: Access, reply: Reply | None, target: Target, row: Sequence[Edit], decided: Mapping[Key, str]
) -> Saved | Said:
    texts: dict[Any, str] = {one.field: one.returned for one in row}
    saw = seen(row, decided)
    if target.coding is not None:
        assert isinstance(target.about, Indicator)  # noqa: S101 - findings have no codings
        return save_answer(access=access, indicator=target.about, coding=target.coding, written=texts, saw=saw)
    assert reply is not None  # noqa: S101 - only an open reply has targets
    return comment(access=access, reply=reply, about=target.about, written=texts, saw=saw)


def _keep(access: Access, workbook: SentWorkbook, edits: Sequence[Edit], taken: Taken) -> None:
    """Keep the texts that came back beside those that were sent, where only whose workbook it is can see them."""
    if not (taken.written or taken.conflicts or taken.closed):
        return
    left = [one.edit for one in taken.conflicts] + list(taken.closed)
    came = {"edits": [asdict(one) for one in edits], "left": [[one.key, one.field] for one in left]}
    workbook.content["returned"].append({"at": timezone.now().isoformat(), **came})
    workbook.save(update_fields=["content"])
    after = {
        "workbook": workbook.code,
        "written": len(taken.written),
        "conflicts": len(taken.conflicts),
        "closed": len(taken.closed),
    }
    record(access.assessment, "workbook_returned", access.user, after=after)
