"""Which profiles a reader wants side by side, and which could be added."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import urlencode

from django.db.models import Q
from django.http import QueryDict
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import get_language, override

from openmgi.core.side_by_side import Whose, is_same_place
from openmgi.core.text import fold
from openmgi.publications.models import Publication
from openmgi.publications.portal.listing import by_level
from openmgi.web.templatetags.page import in_language

MOST = 4
_MOST_ASKED = 12  # keys that are looked up, however long the address is
_LISTED = ("slug", "version", "level", "country", "place_name", "country_name", "edition", "is_invented")
# The newest version by its slug, another one as its address has it: `xxw-2031-05/v1`.
_KEY = re.compile(r"(?P<slug>[^\0/]{1,120})(?:/v(?P<version>[0-9]{1,9}))?")


@dataclass(frozen=True, slots=True)
class Wish:
    """What the address asks for. only_differences: leave out the questions to which all give one answer."""

    keys: tuple[str, ...]
    only_differences: bool

    def address(self, *, without: str = "", also: str = "", only_differences: bool | None = None) -> str:
        """The page with one profile less or more, or with other questions."""
        keys = [key for key in (*self.keys, also) if key and key != without]
        wanted = self.only_differences if only_differences is None else only_differences
        query = [("profile", key) for key in keys] + ([("only", "differences")] if wanted else [])
        return f"{reverse('compare')}?{urlencode(query)}"


@dataclass(frozen=True, slots=True)
class Chosen:
    """A profile that is compared, by the key under which the address names it."""

    key: str
    publication: Publication


@dataclass(frozen=True, slots=True)
class Choice:
    """The profiles that were found, in the order in which they are shown, and what was not; is one of them left out?"""

    wish: Wish
    chosen: tuple[Chosen, ...]
    unknown: tuple[str, ...]
    is_too_many: bool

    @property
    def removable(self) -> list[tuple[Chosen, str]]:
        """Each of them with the address of the page without it."""
        return [(one, self.wish.address(without=one.key)) for one in self.chosen]


@dataclass(frozen=True, slots=True)
class Related:
    """Another edition or version of a place that was chosen, and the address that adds it."""

    publication: Publication
    is_newest: bool
    address: str


def choose(query: QueryDict) -> Choice:
    """What the address asks for, as far as it is published."""
    keys = dict.fromkeys(key.strip() for key in query.getlist("profile") if key.strip())
    asked = list(keys)[:_MOST_ASKED]
    found = _found(asked)
    unique = list({one.pk: Chosen(key, one) for key, one in found.items()}.values())
    chosen = tuple(sorted(unique[:MOST], key=_alphabetically))
    wish = Wish(tuple(one.key for one in chosen), query.get("only") == "differences")
    return Choice(wish, chosen, tuple(key for key in asked if key not in found), len(unique) > MOST)


def _alphabetically(one: Chosen) -> tuple[str, str, str, int]:
    publication = one.publication
    return fold(in_language(publication.place_name)), publication.edition, publication.slug, publication.version


def _found(keys: Sequence[str]) -> dict[str, Publication]:
    """The publication that each key names, where there is one."""
    parts = [(key, match["slug"], match["version"]) for key in keys if (match := _KEY.fullmatch(key))]
    wanted = Q(pk__in=[])
    for _, slug, version in parts:
        wanted |= Q(slug=slug, version=int(version)) if version else Q(slug=slug, replaced_by=None)
    rows = {(one.slug, one.version): one for one in Publication.objects.filter(wanted)}
    newest = {slug: rows[slug, version] for slug, version in sorted(rows)}
    found = {key: rows.get((slug, int(version))) if version else newest.get(slug) for key, slug, version in parts}
    return {key: one for key, one in found.items() if one is not None}


def offered(choice: Choice) -> str:
    """Every profile as an option of the form, by level and in alphabetical order; nothing where there is no room."""
    if len(choice.chosen) >= MOST:
        return ""
    newest = Publication.objects.order_by("-pk").values_list("pk", "published_at").first()
    return _options(get_language() or "", (*newest, Publication.objects.count())) if newest else ""


# What is published is frozen and stays, so the list is another one only when there is one more.
@lru_cache(maxsize=16)
def _options(language: str, state: tuple[object, ...]) -> str:
    del state
    with override(language):
        levels = by_level(Publication.objects.current().only(*_LISTED))
        return render_to_string("compare/options.html", {"levels": levels})


def related(choice: Choice) -> list[Related]:
    """Other editions of the places that were chosen, and earlier versions of these, where there is room for them."""
    if not choice.chosen or len(choice.chosen) >= MOST:
        return []
    chosen = [one.publication for one in choice.chosen]
    countries = {one.country for one in chosen}
    rows = Publication.objects.filter(country__in=countries).exclude(pk__in=[one.pk for one in chosen])
    near = [one for one in rows.only(*_LISTED) if any(is_same_place(_whose(one), _whose(other)) for other in chosen)]
    newest = {one.slug: one.version for one in sorted([*near, *chosen], key=lambda one: one.version)}
    ordered = sorted(near, key=lambda one: (fold(in_language(one.place_name)), one.edition, one.version))
    return [_related(choice.wish, one, is_newest=newest[one.slug] == one.version) for one in ordered]


def _related(wish: Wish, publication: Publication, *, is_newest: bool) -> Related:
    key = publication.slug if is_newest else f"{publication.slug}/v{publication.version}"
    return Related(publication, is_newest, wish.address(also=key))


def _whose(publication: Publication) -> Whose:
    return Whose(publication.level, publication.country, frozenset(publication.place_name.values()))
