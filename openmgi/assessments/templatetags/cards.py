"""The card of an indicator on the page of its topic."""

from __future__ import annotations

import hashlib
import secrets

from django import template
from django.core.cache import caches
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from openmgi.assessments.models import Assessment
from openmgi.assessments.workspace import Card

register = template.Library()

# Stands in a card that is kept where the token of each reader goes. Nobody can guess it, so nobody can type it.
_TOKEN = secrets.token_hex(16)


@register.simple_tag(takes_context=True)
def card(context: template.RequestContext, card: Card) -> SafeString:
    """The card of an indicator, made once in each process for as long as what it shows does not change."""
    token = str(context["csrf_token"])
    if card.conflicts:
        return _render_card(context, card, token)
    kept = caches["fragments"]
    key = _card_key(context["assessment"], card)
    made: str | None = kept.get(key)
    if made is None:
        made = _render_card(context, card, _TOKEN)
        kept.set(key, made)
    return mark_safe(made.replace(_TOKEN, token))  # noqa: S308 - of our own template


def _render_card(context: template.RequestContext, card: Card, token: str) -> SafeString:
    assert context.template is not None  # noqa: S101 - it is being rendered
    with context.push(card=card, csrf_token=token):
        made: SafeString = context.template.engine.get_template("work/parts/card.html").render(context)
        return made


def _card_key(assessment: Assessment, card: Card) -> str:
    """A digest of everything on which a card depends."""
    edition = assessment.edition
    about = f"{get_language()} {assessment.pk} {edition.pk} {edition.loaded_at.timestamp()} {card.version}"
    return "card-" + hashlib.blake2b(about.encode(), digest_size=20).hexdigest()
