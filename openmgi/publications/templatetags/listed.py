"""A profile as lists show it. What it shows is frozen, so it is written once in each process and language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from django import template
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from openmgi.core.profile import AgreedAnswer
from openmgi.core.text import Names
from openmgi.core.wheel import Dot
from openmgi.publications.models import Publication
from openmgi.publications.portal.current import current
from openmgi.web.templatetags.page import edition_date, in_language, own_name, plain, spoken

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
    return listed_place([one])


@register.simple_tag
def listed_place(profiles: Sequence[Publication]) -> SafeString:
    """The card of a place, which leads to each of its profiles. profiles: by date, the newest last."""
    *earlier, newest = (Listed.of(one) for one in profiles)
    return _place_card(get_language(), newest, tuple(earlier))


@register.simple_tag
def listed_line(one: Publication, here: int = 0) -> SafeString:
    """The profile as a line of a list. here: number of the domain to which it leads, if to one."""
    return _listed_line(get_language(), Listed.of(one), here)


@register.simple_tag
def theme_of(edition: str, indicator: str) -> str:
    """Where the answers to a question are told: of real places, else of invented ones; empty where there are none."""
    known = current()
    given = {one.publication for one in known.answers.get((edition, indicator), ()) if one.kind == "answer"}
    invented = {one.is_invented for one in known.publications if one.pk in given}
    if not invented:
        return ""
    address = reverse("theme-indicator", args=[edition, indicator])
    return f"{address}?invented=yes" if False not in invented else address


@register.simple_tag
def own_names(languages: Iterable[str]) -> SafeString:
    """Languages, each called what it calls itself."""
    return format_html_join(" · ", '<bdi lang="{}">{}</bdi>', ((one, own_name(one)) for one in languages))


@register.simple_tag
def wheel_dots(dots: Iterable[Dot]) -> SafeString:
    """The findings of a domain as dots of its segment."""
    told = ((dot.kind, plain(dot.at.x), plain(dot.at.y)) for dot in dots)
    return format_html_join("", '<circle class="{}" cx="{}" cy="{}" r="7"/>', told)


@register.simple_tag
def answer_row(one: AgreedAnswer) -> SafeString:
    """A question with its answer as a row of a table: many profiles give the same answer to the same question."""
    language = get_language() or ""
    return _answer_row(language, one.indicator, _heard(one.question), _heard(one.option_label), one.option)


def _heard(names: Names) -> tuple[str, str]:
    """What the reader is shown of a text, and its language."""
    language = spoken(names)
    return language, names.get(language, "")


@lru_cache(maxsize=10_000)
def _answer_row(
    language: str, indicator: str, question: tuple[str, str], label: tuple[str, str], option: str
) -> SafeString:
    del language  # the one that is active, as below
    told = {"indicator": indicator, "question": dict([question]), "label": dict([label]), "option": option}
    return render_to_string("parts/answer_row.html", told)


@register.simple_tag
def places_in(slugs: Iterable[str], places: Mapping[str, Publication]) -> SafeString:
    """The places of a share, each with its date as a link to its profile. places: by the address of the profile."""
    language = get_language() or ""
    shown = ((slug, places[slug]) for slug in slugs)
    lines = [_place(language, slug, in_language(one.place_name, language), one.edition) for slug, one in shown]
    return mark_safe(f'<ul class="places-in">{"".join(lines)}</ul>')  # noqa: S308 - each is escaped


@lru_cache(maxsize=10_000)
def _place(language: str, slug: str, name: str, edition: str) -> SafeString:
    del language  # the one that is active, as above
    line = '<li><a href="{}"><bdi>{}</bdi></a> <span class="muted">{}</span></li>'
    return format_html(line, reverse("profile", args=[slug]), name, edition_date(edition))


@lru_cache(maxsize=10_000)
def _place_card(language: str | None, newest: Listed, earlier: tuple[Listed, ...]) -> SafeString:
    del language  # the one that is active; it only tells what was kept for which
    return render_to_string("parts/listed_card.html", {"one": newest, "earlier": earlier})


@lru_cache(maxsize=10_000)
def _listed_line(language: str | None, one: Listed, here: int) -> SafeString:
    del language  # as above
    return render_to_string("parts/listed_line.html", {"one": one, "here": here})
