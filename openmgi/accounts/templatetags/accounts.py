"""How a field of a form stands on a page."""

from __future__ import annotations

from typing import Any

from django import template
from django.forms import BoundField, CheckboxInput

register = template.Library()


@register.inclusion_tag("accounts/parts/field.html")
def field(bound: BoundField, label: str, help: str | None = None) -> dict[str, Any]:  # noqa: A002 - reads well in a template
    """A field with its label, help and errors; `help` takes the place of what the form says, and may be empty."""
    if help is not None:
        bound.help_text = help
    return {
        "field": bound,
        "label": label,
        "is_checkbox": isinstance(bound.field.widget, CheckboxInput),
        "widget": bound.as_widget(attrs={"placeholder": False}),  # a visible label says it already
    }
