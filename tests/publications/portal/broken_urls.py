"""The site with one page that fails, to see how it fails."""

from __future__ import annotations

from django.conf.urls.i18n import i18n_patterns
from django.http import HttpRequest, HttpResponse
from django.urls import path

from openmgi import urls


def broken(request: HttpRequest) -> HttpResponse:
    raise RuntimeError("This page is broken on purpose.")


urlpatterns = [*urls.urlpatterns, *i18n_patterns(path("broken/", broken))]
handler404 = urls.handler404
handler500 = urls.handler500
