"""Words of the pages on which a profile is drafted."""

from __future__ import annotations

from django import template
from django.utils.translation import gettext as _

register = template.Library()


@register.filter
def reading_name(reading: str) -> str:
    """How the text of a language stands, in the reader's words."""
    return {
        "missing": _("missing"),
        "stale": _("the source has changed"),
        "draft": _("draft"),
        "reviewed": _("reviewed"),
    }[reading]


@register.filter
def warning_name(kind: str) -> str:
    """What to look at again in a finding, in the reader's words."""
    return {
        "empty": _("It says nothing."),
        "judgement": _("These words judge:"),
        "abbreviation": _("Not explained in this domain:"),
        "defined_twice": _("Explained before already:"),
        "no_year": _("It names no year."),
        "too_long": _("It has more than 45 words."),
        "too_many_sentences": _("It has more than two sentences."),
    }[kind]
