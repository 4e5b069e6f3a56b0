"""What the site answers at an address, made in this process without a server."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.core.handlers.wsgi import WSGIRequest
from django.http import HttpResponse
from django.template.response import SimpleTemplateResponse
from django.urls import resolve, set_urlconf
from django.utils import translation
from django.utils.translation import get_language_from_path

from openmgi.publications.export.links import ORIGIN, Site

_URLS = "openmgi.publications.export.urls"
_NAMING_ADDRESSES = {"text/plain", "application/atom+xml", "application/feed+json"}  # which name this site's own


class _PageRequest(WSGIRequest):
    """Somebody asks for a page at an address that is nobody's, so no setting has to allow it.

    is_for_folder: templates ask it where a page says something else without a server.
    """

    is_for_folder = True

    def __init__(self, path: str, query: str) -> None:
        origin = urlsplit(ORIGIN)
        super().__init__(
            {
                "REQUEST_METHOD": "GET",
                "PATH_INFO": path.encode().decode("latin-1"),  # as a server hands it on
                "QUERY_STRING": query,
                "SERVER_NAME": origin.hostname,
                "SERVER_PORT": "443",
                "wsgi.url_scheme": origin.scheme,
                "wsgi.input": BytesIO(),
            }
        )

    def get_host(self) -> str:
        return str(self.environ["SERVER_NAME"])


@contextmanager
def addresses_of_the_folder(base_url: str) -> Iterator[None]:
    """Within, the site has the address of the folder, and what stands in for a server has an address too."""
    before = settings.SITE_ADDRESS
    set_urlconf(_URLS)
    settings.SITE_ADDRESS = base_url
    try:
        yield
    finally:
        settings.SITE_ADDRESS = before
        set_urlconf(None)


def content(address: str, site: Site) -> bytes:
    """What stands in the folder for this address."""
    path, _, query = address.partition("?")
    path = unquote(path)
    with translation.override(get_language_from_path(path) or settings.LANGUAGE_CODE):
        response = _response(path, query)
        media_type = response["Content-Type"].partition(";")[0]
        if media_type == "text/html":
            return site.page(response.text, address).encode()
    if media_type == "application/xml":
        return site.sitemap(response.text).encode()
    return site.text(response.text).encode() if media_type in _NAMING_ADDRESSES else response.content


def _response(path: str, query: str) -> HttpResponse:
    found = resolve(path)
    request = _PageRequest(path, query)
    request.resolver_match = found
    response = found.func(request, *found.args, **found.kwargs)
    if isinstance(response, SimpleTemplateResponse):  # the sitemap of Django
        response.render()
    assert isinstance(response, HttpResponse)  # noqa: S101 - what every view of ours returns
    return response
