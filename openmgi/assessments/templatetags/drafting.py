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


@register.filter
def reason_name(code: str) -> str:
    """What keeps a profile from being published, in the reader's words."""
    return {
        "no_findings": _("There is no finding."),
        "finding_without_answer": _("The finding rests on no answer."),
        "answer_not_agreed": _("The answer is not agreed."),
        "well_developed_without_quote": _("The finding has no quote that holds and that everybody may read."),
        "potential_without_looking": _("No answer of the finding says where one looked."),
        "quote_does_not_hold": _("A quote does not hold."),
        "comment_without_disposition": _("A comment has no disposition."),
        "not_signed": _("Nobody has signed."),
        "signed_other_version": _("Another version was signed."),
        "translation_missing": _("The finding is not translated."),
        "translation_stale": _("The finding has changed since it was translated."),
        "translation_not_reviewed": _("The text of the finding has not been reviewed."),
        "introduction_missing": _("There is no introduction."),
        "introduction_stale": _("The introduction has changed since it was translated."),
        "introduction_not_reviewed": _("The introduction has not been reviewed."),
    }[code]
