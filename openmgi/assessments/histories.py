"""What was said and done on an indicator, as far as the person may know of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from openmgi.assessments.models import Draft, Event, Flag, Message
from openmgi.assessments.permissions import Access


@dataclass(frozen=True, slots=True)
class Talk:
    """The thread and the flags of an indicator."""

    messages: Sequence[Message]
    flags: Sequence[Flag]


def talk(access: Access, indicator: str = "") -> Talk:
    """The thread and the flags that the person may read, of one indicator or of all, the oldest first."""
    about = {"indicator": indicator} if indicator else {}
    messages = access.assessment.messages.filter(**about).select_related("author").order_by("created_at", "pk")
    flags = (
        access.assessment.flags.filter(**about)
        .select_related("raised_by", "addressed_to", "resolved_by")
        .order_by("raised_at", "pk")
    )
    me = access.user.pk
    return Talk(
        [one for one in messages if one.author_id == me or access.hears(one.indicator, one.coding)],
        [
            one
            for one in flags
            if me in {one.raised_by_id, one.addressed_to_id} or access.hears(one.indicator, one.coding)
        ],
    )


@dataclass(frozen=True, slots=True)
class Change:
    """One field of an act: what stood before and after."""

    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One act of the history."""

    event: Event
    changes: Sequence[Change]


def history(access: Access, indicator: str) -> list[Entry]:
    """Every act on an indicator that the person may know of, the newest first."""
    events = Event.objects.filter(assessment=access.assessment.pk, indicator=indicator).order_by("-at", "-pk")
    return [Entry(event, _changes(event)) for event in events if may_know(access, event)]


def finding_history(access: Access, draft: Draft) -> list[Entry]:
    """Every act on a text of the profile, the newest first, with what it said before and after in each language."""
    about = Q(before__draft=draft.pk) | Q(after__draft=draft.pk)
    events = Event.objects.filter(about, assessment=access.assessment.pk).order_by("-at", "-pk")
    return [Entry(event, _texts(event)) for event in events]


def _texts(event: Event) -> list[Change]:
    before, after = ((side or {}).get("texts", {}) for side in (event.before, event.after))
    languages = dict.fromkeys((*before, *after)) if after else ()
    return [
        Change(language, before.get(language, ""), after.get(language, ""))
        for language in languages
        if before.get(language) != after.get(language)
    ]


def may_know(access: Access, event: Event) -> bool:
    """Acts on a coding are known to those who may see the coding; talk, to those who may hear it; one's own, always."""
    if event.actor == access.user.pk:
        return True
    if event.kind in {"message", "flag_raised", "flag_resolved"}:
        return access.hears(event.indicator, event.coding)
    return not event.coding or event.coding in access.visible(event.indicator)


def _changes(event: Event) -> list[Change]:
    before, after = _fields(event.before), _fields(event.after)
    return [Change(field, before.get(field, ""), after.get(field, "")) for field in dict.fromkeys((*before, *after))]


def _fields(side: Any) -> dict[str, str]:
    if isinstance(side, dict):
        return {field: str(value) for field, value in side.items()}
    return {} if side is None else {"text": str(side)}
