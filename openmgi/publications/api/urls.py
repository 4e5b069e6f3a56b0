"""Addresses of open data: `files` are for programs, `pages` carry their language in the path."""

from django.urls import URLPattern, URLResolver, include, path

from openmgi.publications.api import views
from openmgi.publications.api.guarding import guarded
from openmgi.publications.api.openapi import api


def _guarded(pattern: URLPattern) -> URLPattern:
    """The root is there for ninja only, which finds the addresses of the others by it."""
    pattern.callback = guarded(views.nothing_here if pattern.name == "api-root" else pattern.callback)
    return pattern


_patterns, _app, _namespace = api.urls

files: list[URLPattern | URLResolver] = [
    # api/v1/
    path("api/v1/", include(([_guarded(one) for one in _patterns], _app), namespace=_namespace)),  # type: ignore[arg-type] # ninja has no others
    path("api/v1/<path:path>", guarded(views.nothing_here)),
    # data/bulk/
    path("data/bulk/<str:name>", guarded(views.bulk), name="bulk-file"),
]

pages: list[URLPattern | URLResolver] = [
    # <language>/data/
    path("data/", views.data, name="open-data"),
]
