"""Words of the pages of a consultation."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils.translation import get_language
from django.utils.translation import gettext as _

register = template.Library()


@register.filter
def stance_name(stance: str) -> str:
    """Whether an institution agrees, in the reader's words."""
    return {"agree": _("Agrees"), "disagree": _("Does not agree")}.get(stance, _("Not said"))


@register.filter
def disposition_name(disposition: str) -> str:
    """What came of a comment, in the reader's words."""
    names = {"accepted": _("Accepted"), "partly": _("Accepted in part"), "not_accepted": _("Not accepted")}
    return names.get(disposition, _("No disposition yet"))


@register.filter
def reply_state(row: Any) -> str:
    """How far a reply is; `row` is a `ReplyRow`."""
    if row.reply.submitted_at:
        return _("Submitted")
    if row.reply.closed_reason:
        return _("No longer waited for")
    return _("Late") if row.is_late else _("Open")


@register.filter
def before_stroke(key: str) -> str:
    """`indicators/1.A1` → `indicators`."""
    return key.partition("/")[0]


@register.filter
def after_stroke(key: str) -> str:
    """`indicators/1.A1` → `1.A1`."""
    return key.partition("/")[2]


@register.simple_tag
def finding_text(draft: Any, language: str) -> tuple[str, str]:
    """What a finding says to the reader, with its language: the page's, else this one, else that of the finding."""
    spec = draft.spec
    chosen = next((one for one in (get_language() or "", language) if spec.is_publishable(one)), spec.source)
    return chosen, spec.texts[chosen]
