"""A consultation as its pages show it: what an institution is asked, what it says, and how far everybody is."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from openmgi.assessments.actions.settling import ANSWER_FIELDS
from openmgi.assessments.agreeing import agreed_answers
from openmgi.assessments.findings import drafts_in_order
from openmgi.assessments.models import Assessment, Comment, Draft, Reply
from openmgi.assessments.permissions import Access
from openmgi.assessments.workspace import Shown, shown_answer
from openmgi.core.consultation import FIELDS, Field, is_in_scope
from openmgi.core.edition import EditionDomain, Indicator
from openmgi.core.merging import Conflict, marks
from openmgi.library.models import Document


@dataclass(slots=True)
class Item:
    """What an institution is asked about, an answer or a finding, and what it says of it."""

    domain: EditionDomain
    indicator: Indicator | None
    draft: Draft | None
    shown: Shown | None
    comment: Comment | None
    conflicts: Sequence[Conflict[Field]] = ()

    @property
    def key(self) -> str:
        """What names it in addresses and forms."""
        if self.indicator is not None:
            return f"indicators/{self.indicator.code}"
        assert self.draft is not None  # noqa: S101 - it is one or the other
        return f"findings/{self.draft.pk}"

    @property
    def name(self) -> str:
        """The same where no stroke may stand: an id on the page."""
        return self.key.replace("/", "-").replace(".", "-")

    @property
    def values(self) -> Mapping[Field, str]:
        return self.comment.values if self.comment else {}

    @property
    def marks(self) -> str:
        """Which version of each field the person sees, for the form to carry."""
        return " ".join(f"{field}:{mark}" for field, mark in marks(self.values, FIELDS).items())

    @property
    def is_said(self) -> bool:
        """Whether the institution has said whether it agrees."""
        return bool(self.comment and self.comment.stance)


def replies_of(access: Access) -> QuerySet[Reply]:
    """The replies that the person writes or has written."""
    return Reply.objects.filter(assessment=access.assessment, people=access.user).order_by("institution")


def items(reply: Reply, assessment: Assessment, number: int | None = None) -> list[Item]:
    """What the institution is asked about, in the order of the profile: of each domain its findings, then its answers.

    number: of one domain alone.
    """
    comments = list(reply.comments.select_related("version__document", "settled_by"))
    domains = [one for one in assessment.spec.domains if number in (None, one.number)]
    asked = [code for domain in domains for code in _codes(reply, domain)]
    answers = agreed_answers(assessment, asked)
    drafts = [one for one in drafts_in_order(assessment) if one.is_finding]
    found: list[Item] = []
    for domain in domains:
        of = {one.indicator: one for one in comments if one.indicator}
        on = {one.draft_id: one for one in comments if one.draft_id}
        here = [one for one in drafts if is_in_scope(reply.scopes, one.domain, one.indicators)]
        found += [Item(domain, None, one, None, on.get(one.pk)) for one in here if one.domain == domain.number]
        codes = set(_codes(reply, domain))
        for one in domain.indicators():
            if one.code in codes:
                answer = answers.get(one.code)
                shown = shown_answer(one, answer) if answer else None
                found.append(Item(domain, one, None, shown, of.get(one.code)))
    return found


def _codes(reply: Reply, domain: EditionDomain) -> list[str]:
    return [one.code for one in domain.indicators() if is_in_scope(reply.scopes, domain.number, [one.code])]


@dataclass(frozen=True, slots=True)
class DomainRow:
    """A domain of a reply: how much of it has been said."""

    domain: EditionDomain
    said: int
    of: int


def domain_rows(found: Iterable[Item]) -> list[DomainRow]:
    """How far a reply is, domain by domain; those of which nothing is asked are left out."""
    listed = list(found)
    domains = {one.domain.number: one.domain for one in listed}
    size = Counter(one.domain.number for one in listed)
    said = Counter(one.domain.number for one in listed if one.is_said)
    return [DomainRow(domain, said[number], size[number]) for number, domain in domains.items()]


@dataclass(frozen=True, slots=True)
class ReplyRow:
    """An institution on the board of the consultation."""

    reply: Reply
    people: Sequence[str]
    said: int
    of: int
    comments: int
    open: int
    is_late: bool


def reply_rows(assessment: Assessment, today: datetime.date) -> list[ReplyRow]:
    """Every institution that was asked, by name, in as many queries however many there are."""
    drafts = [one for one in drafts_in_order(assessment) if one.is_finding]
    replies = assessment.replies.order_by("institution").prefetch_related("people", "comments")
    return [_reply_row(one, assessment, drafts, today) for one in replies]


def _reply_row(reply: Reply, assessment: Assessment, drafts: Sequence[Draft], today: datetime.date) -> ReplyRow:
    comments = list(reply.comments.all())
    submitted = [one for one in comments if reply.submitted_at and one.needs_disposition]
    codes = [code for domain in assessment.spec.domains for code in _codes(reply, domain)]
    asked = [one.pk for one in drafts if is_in_scope(reply.scopes, one.domain, one.indicators)]
    there = {*codes, *asked}
    return ReplyRow(
        reply=reply,
        people=[str(one) for one in reply.people.all()],
        said=sum(1 for one in comments if one.stance and (one.indicator or one.draft_id) in there),
        of=len(there),
        comments=len(submitted),
        open=sum(1 for one in submitted if not one.disposition),
        is_late=reply.is_open and reply.due < today,
    )


def comments_of(assessment: Assessment) -> list[Comment]:
    """What institutions have submitted, in the order of the profile; of one thing, by the name of the institution."""
    order = {one.code: (domain.number, place) for place, (domain, _t, one) in enumerate(assessment.spec.placed())}
    said = Comment.objects.said().filter(reply__assessment=assessment)
    rows = said.select_related("reply", "draft", "version__document", "version__file", "settled_by")

    def place(one: Comment) -> tuple[int, int, int, str]:
        if one.indicator:
            return (*order.get(one.indicator, (0, 0)), 1, one.reply.institution)
        return (one.draft.domain if one.draft else 0, -1, one.draft_id or 0, one.reply.institution)

    return sorted(rows, key=place)


@dataclass(frozen=True, slots=True)
class CommentRow:
    """A comment with what it is about, as that stands now."""

    comment: Comment
    indicator: Indicator | None
    shown: Shown | None
    text: str
    marks: str

    @property
    def stands(self) -> Mapping[str, str]:
        """What may be changed of it, as it stands now."""
        return dict(self.shown.values.items()) if self.shown else {"text": self.text}


def comment_rows(assessment: Assessment) -> list[CommentRow]:
    """Every comment that the team answers."""
    found = comments_of(assessment)
    answers = agreed_answers(assessment, {one.indicator for one in found if one.indicator})
    rows = []
    for comment in found:
        indicator = assessment.spec.indicator(comment.indicator) if comment.indicator else None
        answer = answers.get(comment.indicator)
        shown = shown_answer(indicator, answer) if indicator and answer else None
        text = _source_text(comment.draft) if comment.draft else comment.about
        seen = marks(shown.values if shown else {}, ANSWER_FIELDS) if indicator else marks({"text": text}, ["text"])
        rows.append(CommentRow(comment, indicator, shown, text, " ".join(f"{a}:{b}" for a, b in seen.items())))
    return rows


def _source_text(draft: Draft) -> str:
    spec = draft.spec
    return spec.texts[spec.source]


def citable(access: Access, reply: Reply) -> list[Document]:
    """The documents whose words may speak for a comment: public ones, and those that the institution has given."""
    mine = Q(versions__added_by__in=reply.people.all())
    found = Document.objects.of(access.assessment.place).filter(Q(is_restricted=False) | mine)
    return list(found.distinct().order_by("title").prefetch_related("versions__file"))
