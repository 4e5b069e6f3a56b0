"""What holds for every address of open data: reading only, from any page, not too often, and not twice the same."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import wraps

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.core.cache import caches
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import http_date
from django.views.decorators.gzip import gzip_page

from openmgi.publications.api.problems import is_another, not_allowed, not_found, problem, too_many
from openmgi.publications.bulk.shelf import Shelf, shelf

View = Callable[..., HttpResponseBase]
_ALLOWED = "GET, HEAD, OPTIONS"
_MINUTE = 60
_DAY = 86_400


class OpenRequest(HttpRequest):
    """A request for open data. shelf: what was public when it came, which is read once for each request."""

    shelf: Shelf


def open_to_all(view: View) -> View:
    """The view, for any reader. No cookie is read or set, so any page of the web may read it too."""

    @wraps(view)
    @gzip_page
    def answer(request: HttpRequest, *arguments: object, **named: object) -> HttpResponseBase:
        response = _answer(request, lambda: view(request, *arguments, **named))
        response["Access-Control-Allow-Origin"] = "*"
        response["Access-Control-Expose-Headers"] = "ETag, Last-Modified, Link, Retry-After"
        response["Cross-Origin-Resource-Policy"] = "cross-origin"
        return response

    answer.csrf_exempt = True  # type: ignore[attr-defined] # nothing is written; a refusal is one of ours
    return answer


def guarded(view: View) -> View:
    """The view, for any reader, of what is on the shelf: not too often, and only to whom has something else."""

    @wraps(view)
    def answer(request: HttpRequest, *arguments: object, **named: object) -> HttpResponseBase:
        if wait := _seconds_to_wait(request):
            response = problem(too_many(wait))
            response["Retry-After"] = str(wait)
            return response
        return _unless_known(request, lambda: view(request, *arguments, **named))

    return open_to_all(answer)


def _answer(request: HttpRequest, view: Callable[[], HttpResponseBase]) -> HttpResponseBase:
    if request.method == "OPTIONS":
        return _options()
    if request.method not in {"GET", "HEAD"}:
        response = problem(not_allowed())
        response["Allow"] = _ALLOWED
        return response
    try:
        told = view()
    except Http404 as error:
        return problem(not_found(str(error)))
    return problem(is_another()) if told.status_code == 412 else told


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
    instead = get_conditional_response(request, etag=etag, last_modified=moment)
    response = _told(request, view, state.tag, instead)
    if response.status_code in {200, 304}:
        response["ETag"] = etag
        if moment:
            response["Last-Modified"] = http_date(moment)
        patch_cache_control(response, public=True, max_age=_MINUTE)
    return response


# Addresses at which there is something, with the tag of the shelf for which that was seen. To know it spares the view.
_SEEN: dict[str, str] = {}
_MOST_SEEN = 2_000  # addresses, which are long in the worst of cases


def _told(
    request: HttpRequest, view: Callable[[], HttpResponseBase], tag: str, instead: HttpResponse | None
) -> HttpResponseBase:
    """What the view gives, or `instead` for who has that already. A fault of the view is told in any case."""
    address = request.get_full_path()
    if instead is not None and _SEEN.get(address) == tag:
        return instead
    response = _read(request, view)
    if response.status_code != 200:
        return response
    if len(_SEEN) >= _MOST_SEEN:
        _SEEN.clear()
    _SEEN[address] = tag
    return response if instead is None else _in_place_of(response, instead)


def _in_place_of(response: HttpResponseBase, instead: HttpResponse) -> HttpResponse:
    """To close the response would end the request, so only its file is closed."""
    if isinstance(response, FileResponse) and response.file_to_stream:
        response.file_to_stream.close()
    return instead


def _read(request: HttpRequest, view: Callable[[], HttpResponseBase]) -> HttpResponseBase:
    """What GET gives; the server leaves out the content for HEAD."""
    asked, request.method = request.method, "GET"
    try:
        return view()
    finally:
        request.method = asked
