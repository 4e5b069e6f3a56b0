"""Words and figures of the evidence library."""

from __future__ import annotations

from django import template
from django.utils.translation import gettext as _

from openmgi.assessments.document_forms import KIND_NAMES
from openmgi.assessments.evidence import parts_to
from openmgi.core.quotes import Anchor, Part
from openmgi.core.quotes import readable as readable_text
from openmgi.library.models import File
from openmgi.library.problems import problem_text

register = template.Library()


@register.filter
def kind_name(kind: str) -> str:
    """A kind of document in the reader's words."""
    return str(KIND_NAMES.get(kind, kind))


@register.filter
def readable(text: str) -> str:
    """Words of a document on one line, without the hyphens at the ends of its lines."""
    return readable_text(text)


@register.filter
def problem_name(file: File) -> str:
    """What keeps a file from being read, in the reader's words."""
    return problem_text(file)


@register.filter
def quote_state(state: str) -> str:
    """Whether a quote holds, in the reader's words."""
    return {
        "holds": _("Checked: these words stand in the file"),
        "changed": _("Changed in a newer version of the document"),
        "vanished": _("Gone in a newer version of the document"),
        "broken": _("Does not hold"),
    }.get(state, _("Not bound to a file"))


@register.filter
def fate_name(kind: str) -> str:
    """What became of a quote in a newer version, in the reader's words."""
    return {
        "quote_moved": _("the quote followed to it"),
        "quote_changed": _("the words changed"),
        "quote_vanished": _("the words are gone"),
    }[kind]


@register.filter
def places(parts: list[list[int]]) -> str:
    """Where a quote stands, as the address of the reader takes it."""
    return parts_to([Part(*one) for one in parts])


@register.filter
def anchor_places(anchor: Anchor) -> str:
    """The same for a place that is no quote yet."""
    return parts_to(anchor.parts)
