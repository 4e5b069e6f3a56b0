"""A profile as lists show it. What it shows is frozen, so it is written once in each process and language."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from openmgi.publications.models import Publication
from openmgi.web.templatetags.page import in_language

register = template.Library()


@dataclass(frozen=True, slots=True)
class Listed:
    """What a list shows of a profile, in the reader's language; two that are alike look alike."""

    slug: str
    level: str
    edition: str
    place: str
    country: str
    languages: tuple[str, ...]
    is_invented: bool

    @classmethod
    def of(cls, one: Publication) -> Listed:
        return cls(
            slug=one.slug,
            level=one.level,
            edition=one.edition,
            place=in_language(one.place_name),
            country=in_language(one.country_name),
            languages=tuple(one.languages),
            is_invented=one.is_invented,
        )


@register.simple_tag
def listed_card(one: Publication) -> SafeString:
    """The card of a profile."""
    return _rendered("parts/listed_card.html", get_language(), Listed.of(one))


@register.simple_tag
def listed_line(one: Publication, here: int = 0) -> SafeString:
    """The profile as a line of a list. here: number of the domain to which it leads, if to one."""
    return _rendered("parts/listed_line.html", get_language(), Listed.of(one), here)


@lru_cache(maxsize=10_000)
def _rendered(name: str, language: str | None, one: Listed, here: int = 0) -> SafeString:
    del language  # the one that is active; it only tells what was kept for which
    return render_to_string(name, {"one": one, "here": here})
