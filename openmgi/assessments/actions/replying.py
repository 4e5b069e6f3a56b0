"""What an institution says: its comments, the words of a document that speak for them, and its reply as a whole."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from openmgi.assessments.models import Comment, Draft, Member, Reply
from openmgi.assessments.permissions import Access
from openmgi.assessments.recording import notify, record
from openmgi.core.consultation import STANCES, Field, is_in_scope
from openmgi.core.edition import Indicator
from openmgi.core.merging import Conflict, merge
from openmgi.core.quotes import Anchor, Pages, find, holds
from openmgi.library.models import Version
from openmgi.library.pages import texts


class UnknownStanceError(Exception):
    """One agrees or one does not."""


class SilentDisagreementError(Exception):
    """Whoever disagrees says why; `comments` are those that do not."""

    def __init__(self, comments: list[Comment]) -> None:
        super().__init__(", ".join(str(one) for one in comments))
        self.comments = comments


class NotInDocumentError(Exception):
    """The words do not stand in the document."""


@dataclass(frozen=True, slots=True)
class Said:
    """What came of saying something: the comment as it stands, what was written, what is in conflict."""

    comment: Comment
    written: tuple[Field, ...]
    conflicts: tuple[Conflict[Field], ...]


def require_open(access: Access, reply: Reply) -> None:
    """Whether the person may write this reply now. Raises PermissionDenied."""
    access.require("reply")
    if not reply.is_open or not reply.people.filter(pk=access.user.pk).exists():
        raise PermissionDenied


@transaction.atomic
def comment(
    *,
    access: Access,
    reply: Reply,
    about: Indicator | Draft,
    written: Mapping[Field, str],
    saw: Mapping[str, str],
) -> Said:
    """Say something of an answer or of a finding. What a colleague changed meanwhile is not overwritten.

    saw: for each field the mark (`core.merging.mark`) of what the writer had before them. Raises PermissionDenied,
    UnknownStanceError.
    """
    locked = _locked(access, reply)
    _check_scope(access, locked, about)
    if written.get("stance", "") not in ("", *STANCES):
        raise UnknownStanceError
    said = _comment_on(access, locked, about)
    before = said.values
    found = merge(before, written, saw)
    if found.changes:
        for field, text in found.changes.items():
            setattr(said, field, text)
        _save(access, said, "comment_saved", {field: before[field] for field in found.changes}, found.changes)
    if found.conflicts:
        stands = {one.field: one.stands for one in found.conflicts}
        _record(access, said, "comment_conflict", stands, {one.field: one.written for one in found.conflicts})
    return Said(said, tuple(found.changes), found.conflicts)


@transaction.atomic
def agree_with_the_rest(*, access: Access, reply: Reply, asked: Sequence[Indicator | Draft]) -> int:
    """Agree with everything of this on which nothing has been said yet. How much that is. Raises PermissionDenied."""
    locked = _locked(access, reply)
    count = 0
    for about in asked:
        _check_scope(access, locked, about)
        said = _comment_on(access, locked, about)
        if not said.stance and not said.text:
            said.stance = "agree"
            _save(access, said, "comment_saved", {"stance": ""}, {"stance": "agree"})
            count += 1
    return count


def _locked(access: Access, reply: Reply) -> Reply:
    locked = Reply.objects.select_for_update().get(pk=reply.pk, assessment=access.assessment)
    require_open(access, locked)
    return locked


def _check_scope(access: Access, reply: Reply, about: Indicator | Draft) -> None:
    domains = {one.code: domain.number for domain, _topic, one in access.assessment.spec.placed()}
    codes = about.indicators if isinstance(about, Draft) else [about.code]
    domain = about.domain if isinstance(about, Draft) else domains[about.code]
    if not is_in_scope(reply.scopes, domain, codes):
        raise PermissionDenied


def _comment_on(access: Access, reply: Reply, about: Indicator | Draft) -> Comment:
    """The comment of this reply on something; a new one where there is none."""
    if isinstance(about, Draft):
        where: dict[str, Any] = {"draft": about, "about": about.spec.texts[about.spec.source]}
        found = reply.comments.filter(draft=about).first()
    else:
        where = {"indicator": about.code}
        found = reply.comments.filter(indicator=about.code).first()
    return found or Comment(reply=reply, updated_at=timezone.now(), updated_by=access.user, **where)


def _save(access: Access, said: Comment, kind: str, before: Any, after: Any) -> None:
    """A comment that says something else has no disposition any more; the record keeps the former one."""
    if said.disposition:
        before = {**before, "disposition": said.disposition, "reason": said.reason}
        said.disposition, said.reason, said.settled_at, said.settled_by = "", "", None, None
    said.updated_at, said.updated_by = timezone.now(), access.user
    said.save()
    _record(access, said, kind, before, after)


def _record(access: Access, said: Comment, kind: str, before: Any, after: Any) -> None:
    where = {"comment": said.pk, "institution": said.reply.institution}
    record(
        access.assessment, kind, access.user, indicator=said.indicator, before=where | before, after=where | dict(after)
    )


@transaction.atomic
def cite(
    *, access: Access, reply: Reply, about: Indicator | Draft, version: Version | None, words: str = ""
) -> Comment:
    """Let words of a document speak for a comment; without a version, take them away.

    Words of a file that has not been read yet are kept as they were given, and are looked for as soon as it has.
    Raises PermissionDenied, NotInDocumentError.
    """
    locked = _locked(access, reply)
    _check_scope(access, locked, about)
    said = _comment_on(access, locked, about)
    before = {"quoted": said.quoted}
    said.version, said.quoted, said.parts = version, words.strip() if version else "", []
    if version is not None and version.file.state == "ready" and not bind(said):
        raise NotInDocumentError
    _save(access, said, "comment_cited", before, {"quoted": said.quoted})
    return said


@transaction.atomic
def bind_cited(*, version: Version) -> None:
    """Find the words that comments cite from a document which has been read just now."""
    for said in Comment.objects.select_for_update(of=("self",)).filter(version=version, parts=[]):
        if bind(said):
            said.save(update_fields=["quoted", "parts"])


def bind(said: Comment) -> bool:
    """Find the words of a comment in its document; whether they stand there. Does not save."""
    anchor = anchor_of(said)
    if anchor is None:
        return False
    said.quoted, said.parts = anchor.text, [[one.page, one.start, one.end] for one in anchor.parts]
    return True


def anchor_of(said: Comment) -> Anchor | None:
    """Where the words of a comment stand in its document; the first place where there are several."""
    if said.version is None or not said.quoted.strip():
        return None
    pages = Pages(texts(said.version.file))
    found = find(pages, said.quoted)
    stood = [one for one in found if [[part.page, part.start, part.end] for part in one.parts] == said.parts]
    anchors = stood or found
    return next((one for one in anchors if holds(pages, one.parts, one.text)), None)


@transaction.atomic
def submit(*, access: Access, reply: Reply) -> Reply:
    """Send the reply of the institution; from now on the team answers its comments.

    Raises PermissionDenied, SilentDisagreementError.
    """
    locked = _locked(access, reply)
    silent = [one for one in locked.comments.filter(stance="disagree") if not one.text.strip()]
    if silent:
        raise SilentDisagreementError(silent)
    locked.submitted_at, locked.submitted_by = timezone.now(), access.user
    locked.save(update_fields=["submitted_at", "submitted_by"])
    said = locked.comments.said().count()
    after = {"reply": locked.pk, "institution": locked.institution, "comments": said}
    event = record(access.assessment, "reply_submitted", access.user, after=after)
    coordinators = access.assessment.members.filter(role="coordinator").select_related("user")
    notify(access.assessment, event, [one.user for one in coordinators], locked.institution)
    return locked


@transaction.atomic
def agree_to_be_named(*, access: Access, agrees: bool) -> None:
    """Say whether one's name may stand in the publication."""
    mine = Member.objects.filter(assessment=access.assessment, user=access.user)
    if mine.exclude(agrees_to_be_named=agrees).update(agrees_to_be_named=agrees):
        record(access.assessment, "naming_changed", access.user, after={"agrees": agrees})
