"""The addresses of the folder: those of the site, and before them what stands in for a server."""

from importlib import import_module

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import path

from openmgi.publications.export import comparisons, finding, open_data

urlpatterns = [
    path("", finding.languages, name="languages"),
    *i18n_patterns(
        # <language>/search/
        path("search/", finding.search_page, name="find"),
        path("search/findings.js", finding.findings, name="find-index"),
        path("search/feed.atom", open_data.atom_feed, name="search-atom"),
        path("search/feed.json", open_data.feed_as_json, name="search-json"),
        # <language>/compare/
        path("compare/", comparisons.comparisons, name="compare"),
    ),
    # data/bulk/
    path("data/bulk/", open_data.bulk_files, name="bulk-files"),
    path("data/bulk/<str:name>", open_data.bulk, name="bulk-file"),
    *import_module(settings.ROOT_URLCONF).urlpatterns,
]
