"""Addresses of open data: `files` are for programs, `pages` carry their language in the path."""

from django.urls import URLPattern, URLResolver, include, path

from openmgi.publications.api import views
from openmgi.publications.api.guarding import guarded, open_to_all
from openmgi.publications.api.openapi import api
from openmgi.publications.data.views import findings_csv, profile_json


def _guarded(pattern: URLPattern) -> URLPattern:
    """The root is there for ninja, which finds the addresses of the others by it; it leads to the document."""
    pattern.callback = guarded(views.to_the_document if pattern.name == "api-root" else pattern.callback)
    return pattern


_patterns, _app, _namespace = api.urls

files: list[URLPattern | URLResolver] = [
    # api/v1/
    path("api/v1/", include(([_guarded(one) for one in _patterns], _app), namespace=_namespace)),  # type: ignore[arg-type] # ninja has no others
    path("api/v1/<path:path>", guarded(views.nothing_here)),
    # data/bulk/
    path("data/bulk/", guarded(views.to_the_page), name="bulk-files"),
    path("data/bulk/<str:name>", guarded(views.bulk), name="bulk-file"),
    # data/profiles/<slug>/; frozen, so that nobody has to ask often
    path("data/profiles/<str:slug>/v<int:version>.json", open_to_all(profile_json), name="profile-json"),
    path("data/profiles/<str:slug>/v<int:version>.csv", open_to_all(findings_csv), name="findings-csv"),
]

pages: list[URLPattern | URLResolver] = [
    # <language>/data/
    path("data/", views.data, name="open-data"),
]
