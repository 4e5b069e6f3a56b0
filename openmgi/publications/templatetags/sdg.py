"""Words of the pages of SDG indicator 10.7.2."""

from __future__ import annotations

from collections.abc import Sequence

from django import template
from django.utils.translation import gettext as _

from openmgi.core.sdg1072 import Category, Score

register = template.Library()


@register.simple_tag
def sdg_category(categories: Sequence[Category | Score | None], place: int) -> str:
    """The category at a place of a list, in the reader's words; those of a score are the ones that it would give."""
    found = categories[place]
    return category_name(found.category if isinstance(found, Score) else found)


@register.simple_tag
def category_name(category: Category | None) -> str:
    """The name of a category; a dash where there is none."""
    names = {
        1: _("Requires further progress"),
        2: _("Partially meets"),
        3: _("Meets"),
        4: _("Fully meets"),
    }
    return names.get(category or 0, "–")
