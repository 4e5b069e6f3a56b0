"""One way to answer with a page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from openmgi.web.languages import alternates


def render_page(
    request: HttpRequest, template: str, context: Mapping[str, Any], languages: tuple[str, ...] | None = None
) -> HttpResponse:
    """The page with its addresses in other languages.

    languages: those in which the page's own text exists; by default all.
    """
    return render(request, template, {**context, "alternates": alternates(request, languages)})
