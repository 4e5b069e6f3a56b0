"""Words for what the data names by a code."""

from __future__ import annotations

from django import template
from django.utils.translation import gettext as _

register = template.Library()


@register.filter
def relation_name(kind: str | None) -> str:
    """How an indicator stands to the edition before, in the reader's words."""
    names = {
        "same": _("Same question"),
        "reworded": _("Reworded, same meaning"),
        "criteria_changed": _("Other criteria"),
        "split": _("Split from one question"),
        "merged": _("Merged from several"),
        "new": _("New question"),
        "dropped": _("No longer asked"),
    }
    return names.get(kind or "", _("Not said"))
