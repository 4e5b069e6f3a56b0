"""What holds for every address of open data: reading only, from any page, not too often, and not twice the same."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import wraps

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.core.cache import caches
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import http_date
from django.views.decorators.gzip import gzip_page

from openmgi.publications.api.problems import not_allowed, problem, too_many
from openmgi.publications.bulk.shelf import Shelf, shelf

View = Callable[..., HttpResponseBase]
_ALLOWED = "GET, HEAD, OPTIONS"
_MINUTE = 60
_DAY = 86_400


class OpenRequest(HttpRequest):
    """A request for open data. shelf: what was public when it came, which is read once for each request."""

    shelf: Shelf


def guarded(view: View) -> View:
    """The view, for any reader. No cookie is read or set, so any page of the web may read it too."""

    @wraps(view)
    @gzip_page
    def answer(request: HttpRequest, *arguments: object, **named: object) -> HttpResponseBase:
        response = _answer(request, lambda: view(request, *arguments, **named))
        response["Access-Control-Allow-Origin"] = "*"
        response["Access-Control-Expose-Headers"] = "ETag, Last-Modified, Retry-After"
        response["Cross-Origin-Resource-Policy"] = "cross-origin"
        return response

    answer.csrf_exempt = True  # type: ignore[attr-defined] # nothing is written; a refusal is one of ours
    return answer


def _answer(request: HttpRequest, view: Callable[[], HttpResponseBase]) -> HttpResponseBase:
    if request.method == "OPTIONS":
        return _options()
    if request.method not in {"GET", "HEAD"}:
        response = problem(not_allowed())
        response["Allow"] = _ALLOWED
        return response
    if wait := _seconds_to_wait(request):
        response = problem(too_many(wait))
        response["Retry-After"] = str(wait)
        return response
    return _unless_known(request, view)


def _options() -> HttpResponse:
    headers = {
        "Allow": _ALLOWED,
        "Access-Control-Allow-Methods": _ALLOWED,
        "Access-Control-Allow-Headers": "*",
        "Access-Control-Max-Age": str(_DAY),
    }
    return HttpResponse(status=204, headers=headers)


def _seconds_to_wait(request: HttpRequest) -> int:
    """0 while an address asks no more than so often in a minute. Each process counts: reading writes no database."""
    now = int(time.time())
    key = f"api-{now // _MINUTE}-{_asker(request)}"
    counts = caches["fragments"]
    counts.add(key, 0, timeout=2 * _MINUTE)
    return _MINUTE - now % _MINUTE if counts.incr(key) > settings.API_REQUESTS_PER_MINUTE else 0


def _asker(request: HttpRequest) -> str:
    """Whose requests are counted together: an address, or all whose address is not known (at a Unix socket, say)."""
    try:
        return str(get_adapter().get_client_ip(request))
    except PermissionDenied:
        return ""


def _unless_known(request: HttpRequest, view: Callable[[], HttpResponseBase]) -> HttpResponseBase:
    """The view, unless the reader has what it would give."""
    state = shelf()
    request.shelf = state  # type: ignore[attr-defined] # from here on it is an OpenRequest
    etag = f'"{state.tag}"'
    moment = int(state.changed_at.timestamp()) if state.changed_at else None
    response = get_conditional_response(request, etag=etag, last_modified=moment) or _read(request, view)
    if response.status_code in {200, 304}:
        response["ETag"] = etag
        if moment:
            response["Last-Modified"] = http_date(moment)
        patch_cache_control(response, public=True, max_age=_MINUTE)
    return response


def _read(request: HttpRequest, view: Callable[[], HttpResponseBase]) -> HttpResponseBase:
    """What GET gives; the server leaves out the content for HEAD."""
    asked, request.method = request.method, "GET"
    try:
        return view()
    finally:
        request.method = asked
