"""The addresses of the folder: those of the site, and before them what stands in for a server."""

from importlib import import_module

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import path

from openmgi.publications.export import finding

urlpatterns = [
    path("", finding.languages, name="languages"),
    *i18n_patterns(
        # <language>/search/
        path("search/", finding.search_page, name="find"),
        path("search/findings.js", finding.findings, name="find-index"),
    ),
    *import_module(settings.ROOT_URLCONF).urlpatterns,
]
