"""A search as a feed: of what was asked for, or a word on why there is none."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import wraps

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.http import http_date
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import conditional_page, require_safe

from openmgi.publications.search.asked import AREAS, Asked
from openmgi.publications.search.choices import chosen, facets, unknown
from openmgi.publications.search.feeds import MOST, Feed, atom, items_of, json_feed
from openmgi.publications.search.finding import newest

View = Callable[[HttpRequest], HttpResponse]
_PLAIN = "text/plain; charset=utf-8"


def _open(view: View) -> View:
    """The view, which any page of the web may read and which sends nothing that its reader has."""

    @wraps(view)
    def answer(request: HttpRequest) -> HttpResponse:
        response = conditional_page(view)(request)
        response["Access-Control-Allow-Origin"] = "*"
        return response

    return answer


@require_safe
@_open
def atom_feed(request: HttpRequest) -> HttpResponse:
    """A search as an Atom feed."""
    return _answer(
        request,
        "search-atom",
        lambda feed: HttpResponse(atom(feed), content_type="application/atom+xml; charset=utf-8"),
    )


@require_safe
@_open
def feed_as_json(request: HttpRequest) -> HttpResponse:
    """A search as a JSON Feed."""
    told = {"ensure_ascii": False}
    return _answer(
        request,
        "search-json",
        lambda feed: JsonResponse(json_feed(feed), json_dumps_params=told, content_type="application/feed+json"),
    )


def _answer(request: HttpRequest, name: str, written: Callable[[Feed], HttpResponse]) -> HttpResponse:
    """The feed of this name; 404 where it is narrowed by what nothing can have."""
    asked = Asked.typed(request.GET.dict())
    found = newest(asked, MOST)
    dated = asked.dated(found.shelf.areas)
    offered = facets(dated, found.shelf) if asked.chosen else []
    absolute = request.build_absolute_uri
    if strange := unknown(dated, offered):
        return HttpResponse(_not_known(strange, absolute(reverse("search"))), content_type=_PLAIN, status=404)
    feed = Feed(
        title=_title(asked, chosen(dated, offered)),
        page=absolute(_with(reverse("search"), asked.address())),
        address=absolute(_with(reverse(name), asked.address())),
        language=get_language() or "en",
        author=settings.SITE_NAME,
        items=items_of(found, asked, absolute),
        changed_at=max((one.published_at for one in found.shelf.publications.values()), default=None),
    )
    return _dated(written(feed), feed.changed_at, asked)


def _dated(response: HttpResponse, changed_at: datetime | None, asked: Asked) -> HttpResponse:
    """With the moment when something was published last. Groups change at other moments, so their feeds have none."""
    if changed_at and not asked.chosen.keys() & set(AREAS):
        response["Last-Modified"] = http_date(changed_at.timestamp())
    return response


def _not_known(strange: Sequence[str], search: str) -> str:
    told = (_("“%(value)s” is not known here.") % {"value": one} for one in strange)
    where = _("What can be chosen stands on the page of the search: %(address)s") % {"address": search}
    return "\n".join([*told, where, ""])


def _title(asked: Asked, narrowed: Sequence[tuple[str, str]]) -> str:
    told = {"site": settings.SITE_NAME, "words": asked.words}
    what = _("%(site)s: findings with “%(words)s”") if asked.words else _("%(site)s: findings")
    by = (_("%(label)s: %(words)s") % {"label": label, "words": words} for label, words in narrowed)
    return " · ".join([what % told, *by])


def _with(address: str, question: str) -> str:
    return f"{address}?{question}" if question else address
