"""What changed: comparisons that are known beforehand, of two editions of a place or two versions of a profile."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from openmgi.core.text import fold
from openmgi.publications.comparing.choosing import choose
from openmgi.publications.comparing.views import side_by_side
from openmgi.publications.export.addresses import Planned, fingerprint, pages, state
from openmgi.publications.models import Publication
from openmgi.publications.portal.changes import compared_as, what_changed
from openmgi.web.pages import render_page
from openmgi.web.templatetags.page import in_language


@dataclass(frozen=True, slots=True)
class Pair:
    """Two publications of one place, one after the other."""

    before: Publication
    after: Publication

    @property
    def address(self) -> str:
        return what_changed(self.before, self.after)


def pairs(publications: Sequence[Publication]) -> list[Pair]:
    """Each edition of a place with the one before it, and each version of a profile with the one that it corrects.

    publications: every one, by address and version.
    """
    versions = [Pair(*two) for two in pairwise(publications) if two[0].slug == two[1].slug]
    newest = [list(several)[-1] for _, several in groupby(publications, key=lambda one: one.slug)]
    by_place = sorted(newest, key=lambda one: (one.place, one.edition))
    return [Pair(*two) for two in pairwise(by_place) if two[0].place == two[1].place] + versions


def comparison_pages(common: str, compared: Iterable[Pair]) -> Iterator[Planned]:
    """The list of the comparisons, and each of them."""
    every = list(compared)
    listed = fingerprint(common, *(f"{one.before} {one.after}" for one in every))
    yield from (Planned(one, listed) for one in pages("compare"))
    for pair in every:
        made_from = fingerprint(common, state(pair.before), state(pair.after))
        yield from (Planned(one, made_from) for one in pages("compare", profile=compared_as(pair.before, pair.after)))


@require_safe
def comparisons(request: HttpRequest) -> HttpResponse:
    """The comparison that the address asks for, or the list of all that there are."""
    if request.GET:
        return side_by_side(request, choose(request.GET), {})
    found = pairs(list(Publication.objects.defer("profile_json").order_by("slug", "version")))
    return render_page(request, "export/comparisons.html", {"pairs": sorted(found, key=_alphabetically)})


def _alphabetically(one: Pair) -> tuple[str, str, int]:
    return fold(in_language(one.after.place_name)), one.after.edition, one.after.version
